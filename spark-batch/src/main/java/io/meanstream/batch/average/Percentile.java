package io.meanstream.batch.average;

import java.util.Arrays;
import java.util.Optional;

/** The percentiles that each measure has in an average. */
public enum Percentile {
  MEDIAN("median", 50),
  P90("p90", 90),
  P99("p99", 99);

  private final String field;
  private final int percent;

  Percentile(String field, int percent) {
    this.field = field;
    this.percent = percent;
  }

  /** Its name in stored averages. */
  public String field() {
    return field;
  }

  /** The percentile with this name in stored averages. */
  public static Optional<Percentile> ofField(String name) {
    return Arrays.stream(values()).filter(percentile -> percentile.field.equals(name)).findFirst();
  }

  /** The share of values that are not greater, between 0 and 1. */
  double rank() {
    return percent / 100.0;
  }

  /** The position in a sorted list of this many values, from 0. */
  int indexIn(int values) {
    return (int) (((long) values * percent + 99) / 100) - 1;
  }
}
