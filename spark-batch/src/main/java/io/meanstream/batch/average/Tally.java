package io.meanstream.batch.average;

import java.util.Arrays;

/**
 * The counts of one group in one bucket: counted rows, excluded rows per rule, and the moments and
 * the distribution of each measure. Mutable and not thread-safe.
 */
public final class Tally implements Contribution {

  private static final long serialVersionUID = 1L;

  private long count;
  private final long[] excluded;
  private final Moments[] measures;
  private final QuantileSketch[] sketches;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;

  /** A tally of no rows. */
  public Tally(int rules, int measures) {
    this.excluded = new long[rules];
    this.measures = new Moments[measures];
    Arrays.setAll(this.measures, measure -> new Moments());
    this.sketches = new QuantileSketch[measures];
    Arrays.setAll(this.sketches, measure -> new QuantileSketch());
  }

  /**
   * A tally of {@code count} rows that are not excluded; oldest and newest are their times in
   * milliseconds since the epoch.
   */
  public Tally(
      long count,
      long[] excluded,
      Moments[] measures,
      QuantileSketch[] sketches,
      long oldest,
      long newest) {
    this.count = count;
    this.excluded = excluded;
    this.measures = measures;
    this.sketches = sketches;
    this.oldest = oldest;
    this.newest = newest;
  }

  /** Adds a row that the rule with this index excludes. */
  public void exclude(int rule) {
    excluded[rule]++;
  }

  /**
   * Adds a row with these values, NaN where one is missing.
   *
   * @param time in milliseconds since the epoch
   */
  public void add(long time, double[] values) {
    count++;
    oldest = Math.min(oldest, time);
    newest = Math.max(newest, time);
    for (int measure = 0; measure < values.length; measure++) {
      if (Double.isFinite(values[measure])) {
        measures[measure].add(values[measure]);
        sketches[measure].add(values[measure]);
      }
    }
  }

  /** Adds all rows of the other tally, which stays unchanged. */
  void merge(Tally other) {
    count += other.count;
    oldest = Math.min(oldest, other.oldest);
    newest = Math.max(newest, other.newest);
    for (int rule = 0; rule < excluded.length; rule++) {
      excluded[rule] += other.excluded[rule];
    }
    for (int measure = 0; measure < measures.length; measure++) {
      measures[measure].merge(other.measures[measure]);
      sketches[measure].merge(other.sketches[measure]);
    }
  }

  /** Adds all rows of the other tally and returns this one. */
  public Tally plus(Tally other) {
    merge(other);
    return this;
  }

  /** Whether there are no rows, not even excluded ones. */
  boolean isEmpty() {
    return rows() == 0;
  }

  /** The number of all rows, excluded ones included. */
  public long rows() {
    return count + Arrays.stream(excluded).sum();
  }

  /** The number of rows that no rule excludes. */
  public long count() {
    return count;
  }

  /**
   * The time of the oldest row that no rule excludes, in milliseconds since the epoch. Undefined
   * while the count is 0, as is {@link #newest}.
   */
  public long oldest() {
    return oldest;
  }

  public long newest() {
    return newest;
  }

  public long excluded(int rule) {
    return excluded[rule];
  }

  public Moments measure(int measure) {
    return measures[measure];
  }

  public QuantileSketch sketch(int measure) {
    return sketches[measure];
  }
}
