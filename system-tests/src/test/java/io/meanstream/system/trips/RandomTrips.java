package io.meanstream.system.trips;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random rows: new ones, repeats, corrections, and sometimes poison. */
public final class RandomTrips {

  private static final LocalDate FIRST = LocalDate.of(2021, 1, 1);
  private static final int DAYS = 60;
  private static final int POISON_EVERY = 100;

  private final Random random;
  private int keys = 10;

  public RandomTrips(long seed) {
    this.random = new Random(seed);
  }

  /** A random number from 1 to a bound, inclusive. */
  public int upTo(int bound) {
    return 1 + random.nextInt(bound);
  }

  public boolean coin() {
    return random.nextBoolean();
  }

  public List<SourceRow> next(int count) {
    List<SourceRow> lines = new ArrayList<>();
    while (lines.size() < count) {
      lines.add(random.nextInt(POISON_EVERY) == 0 ? poison() : trip());
    }
    return lines;
  }

  /** A trip with a new key or a recent one. */
  private Trip trip() {
    int key = coin() ? keys++ : keys - random.nextInt(Math.min(keys, 300));
    LocalDate day = FIRST.plusDays((key + random.nextInt(2) * 7L) % DAYS);
    return Trip.on(day, "trip-" + key, random.nextInt(2));
  }

  private PoisonRow poison() {
    byte[] key = ("poison-" + random.nextInt()).getBytes(StandardCharsets.UTF_8);
    return new PoisonRow(key, "[]".getBytes(StandardCharsets.UTF_8), "malformed");
  }
}
