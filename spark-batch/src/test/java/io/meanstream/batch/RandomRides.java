package io.meanstream.batch;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Generates files of rides around two clock changes, with repeated, corrected, late and excluded
 * rides. Corrections change any column but the ID.
 */
public final class RandomRides {

  public static final String HEADER =
      "ride_id,rideable_type,started_at,ended_at,start_station_name,end_station_name,"
          + "start_lat,start_lng,end_lat,end_lng,member_casual";

  /** The clock goes forward on the first of these Sundays and back on the second. */
  private static final List<LocalDate> CHANGES =
      List.of(LocalDate.of(2020, 3, 8), LocalDate.of(2020, 11, 1));

  private static final int DAYS_AROUND = 12;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final String[] STATIONS = {"", "Clark St & Elm St", "Łódź", "TEST 1", "a|b=c,d%"};
  private static final String[] TYPES = {"", "docked_bike", "electric_bike"};
  private static final String[] RIDERS = {"member", "casual"};

  private final Random random;
  private final Map<String, String> rides = new LinkedHashMap<>();

  public RandomRides(Random random) {
    this.random = random;
  }

  /** The next file's lines, unsorted, with at most one per ride. */
  public List<String> nextFile() {
    Map<String, String> file = new LinkedHashMap<>();
    List<String> known = new ArrayList<>(rides.keySet());
    for (int left = 50 + random.nextInt(250); left > 0; left--) {
      int kind = known.isEmpty() ? 9 : random.nextInt(10);
      String id = kind < 4 ? known.get(random.nextInt(known.size())) : "r" + random.nextLong();
      file.put(id, kind == 0 ? rides.get(id) : ride(id));
    }
    rides.putAll(file);
    List<String> lines = new ArrayList<>(file.values());
    Collections.shuffle(lines, random);
    return lines;
  }

  /** The final state: each ride as in the last file that has it. */
  public List<String> finalLines() {
    return List.copyOf(rides.values());
  }

  private String ride(String id) {
    LocalDateTime start = start();
    return String.join(
        ",",
        id,
        oneOf(TYPES),
        TIME.format(start),
        TIME.format(start.plus(length())),
        quoted(oneOf(STATIONS)),
        quoted(oneOf(STATIONS)),
        coordinates(41.8),
        coordinates(41.9),
        oneOf(RIDERS));
  }

  private LocalDateTime start() {
    LocalDate change = CHANGES.get(random.nextInt(CHANGES.size()));
    if (random.nextInt(4) == 0) {
      // from midnight to four, where the clock changes
      return change.atStartOfDay().plusSeconds(random.nextInt(4 * 3600));
    }
    LocalDate day = change.plusDays(random.nextInt(2 * DAYS_AROUND) - DAYS_AROUND);
    return day.atStartOfDay().plusSeconds(random.nextInt(24 * 3600));
  }

  private Duration length() {
    return switch (random.nextInt(20)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofSeconds(-random.nextInt(3600));
      case 2 -> Duration.ofSeconds(random.nextInt(60));
      case 3 -> Duration.ofHours(20 + random.nextInt(10));
      case 4 -> Duration.ofSeconds(60);
      default -> Duration.ofSeconds(60 + random.nextInt(3 * 3600));
    };
  }

  private String coordinates(double north) {
    return switch (random.nextInt(10)) {
      case 0 -> ",";
      case 1 -> "0,0";
      default ->
          String.format(
              Locale.ROOT,
              "%.6f,%.6f",
              north + random.nextDouble() / 10,
              -87.7 + random.nextDouble() / 10);
    };
  }

  private String oneOf(String[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "" : '"' + value + '"';
  }
}
