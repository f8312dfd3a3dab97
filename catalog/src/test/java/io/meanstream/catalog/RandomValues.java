package io.meanstream.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Seeded random values; one in eight is an edge case. */
public final class RandomValues {

  public static final int CASES_OF_A_SEED = 500;

  private static final int SEEDS = 20;
  private static final int EDGES = 8;

  private final Random random;

  public RandomValues(long seed) {
    this.random = new Random(seed);
  }

  /** The seeds of a test: with their cases, 10,000 of each property. */
  public static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  /** A random number, both ends inclusive. */
  public long between(long least, long greatest) {
    if (isEdge()) {
      return any(List.of(least, greatest, Math.max(least, Math.min(0, greatest))));
    }
    return least == Long.MIN_VALUE && greatest == Long.MAX_VALUE
        ? random.nextLong()
        : random.nextLong(least, greatest + 1);
  }

  public int upTo(int greatest) {
    return (int) between(0, greatest);
  }

  /** From 0 to 1. */
  public double fraction() {
    return random.nextDouble();
  }

  /** The value, or, one time in eight, one of the edges. */
  public Double orElse(double value, Double... edges) {
    return isEdge() ? any(Arrays.asList(edges)) : (Double) value;
  }

  public <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Characters from all of Unicode's 16 bits, half of them ASCII. */
  public String text(int longest) {
    StringBuilder text = new StringBuilder();
    for (int left = upTo(longest); left > 0; left--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }

  public byte[] bytes(int most) {
    byte[] bytes = new byte[upTo(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Up to three times, replaces some bytes by others. */
  public byte[] mutated(byte[] bytes) {
    byte[] mutated = bytes;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int from = random.nextInt(mutated.length + 1);
      int to = Math.min(mutated.length, from + random.nextInt(5));
      byte[] put = bytes(4);
      byte[] next = Arrays.copyOf(mutated, mutated.length - (to - from) + put.length);
      System.arraycopy(put, 0, next, from, put.length);
      System.arraycopy(mutated, to, next, from + put.length, mutated.length - to);
      mutated = next;
    }
    return mutated;
  }

  private boolean isEdge() {
    return random.nextInt(EDGES) == 0;
  }
}
