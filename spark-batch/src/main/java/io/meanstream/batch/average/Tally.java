package io.meanstream.batch.average;

import java.util.Arrays;

/**
 * What is known of the rows of one group in one bucket: how many count, how many each rule leaves
 * out, and the moments of each measure. Mutable, not for use by several threads.
 */
public final class Tally implements Contribution {

  private static final long serialVersionUID = 1L;

  private long count;
  private final long[] excluded;
  private final Moments[] measures;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;

  /** Of no rows. */
  public Tally(int rules, int measures) {
    this.excluded = new long[rules];
    this.measures = new Moments[measures];
    Arrays.setAll(this.measures, measure -> new Moments());
  }

  /** Of {@code count} rows that are not excluded, from the oldest one to the newest. */
  public Tally(long count, long[] excluded, Moments[] measures, long oldest, long newest) {
    this.count = count;
    this.excluded = excluded;
    this.measures = measures;
    this.oldest = oldest;
    this.newest = newest;
  }

  /** Takes in a row that the rule at this place leaves out. */
  public void exclude(int rule) {
    excluded[rule]++;
  }

  /**
   * Takes in a row with these values, NaN where it has none.
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
      }
    }
  }

  /** Takes in all rows of the other, which is left as it is. */
  void merge(Tally other) {
    count += other.count;
    oldest = Math.min(oldest, other.oldest);
    newest = Math.max(newest, other.newest);
    for (int rule = 0; rule < excluded.length; rule++) {
      excluded[rule] += other.excluded[rule];
    }
    for (int measure = 0; measure < measures.length; measure++) {
      measures[measure].merge(other.measures[measure]);
    }
  }

  /** This one, with all rows of the other taken in. */
  public Tally plus(Tally other) {
    merge(other);
    return this;
  }

  /** Whether there is no row, not even an excluded one. */
  boolean isEmpty() {
    return rows() == 0;
  }

  /** All rows, left out or not. */
  public long rows() {
    return count + Arrays.stream(excluded).sum();
  }

  /** Rows that no rule leaves out. */
  public long count() {
    return count;
  }

  /**
   * The time of the oldest row that no rule leaves out, in milliseconds since the epoch. Means
   * nothing while the count is 0, like {@link #newest}.
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
}
