package io.meanstream.launch.sample;

import java.time.LocalDate;

/**
 * The content of a generated file: so many rides that start in {@code [from, to)}, local dates in
 * Chicago. Equal plans give equal bytes on every machine.
 *
 * @throws IllegalArgumentException for a negative number of rides or an empty range
 */
public record SamplePlan(long rides, long seed, LocalDate from, LocalDate to) {

  public SamplePlan {
    if (rides < 0) {
      throw new IllegalArgumentException("the number of rides is negative: " + rides);
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("no day lies in [" + from + ", " + to + ")");
    }
  }
}
