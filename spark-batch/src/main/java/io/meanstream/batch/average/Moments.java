package io.meanstream.batch.average;

import java.io.Serializable;

/**
 * Count, sum, mean, minimum, maximum and sum of squared deviations of values. Two can be merged
 * without the values themselves.
 *
 * <p>Adding follows Welford (Technometrics 4, 1962), merging Chan, Golub and LeVeque (COMPSTAT
 * 1982). Mutable, since it is updated for each measure of each row; not thread-safe.
 */
public final class Moments implements Serializable {

  private static final long serialVersionUID = 1L;

  private long count;
  private double sum;
  private double mean;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double m2;

  /** Restores stored moments. */
  public static Moments of(long count, double sum, double mean, double min, double max, double m2) {
    Moments moments = new Moments();
    moments.count = count;
    moments.sum = sum;
    moments.mean = mean;
    moments.min = min;
    moments.max = max;
    moments.m2 = m2;
    return moments;
  }

  /** Adds a finite value. */
  void add(double value) {
    count++;
    sum += value;
    double delta = value - mean;
    mean += delta / count;
    m2 += delta * (value - mean);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  /** Adds all values of the other, which stays unchanged. */
  void merge(Moments other) {
    if (other.count == 0) {
      return;
    }
    long both = count + other.count;
    double delta = other.mean - mean;
    double share = (double) other.count / both;
    m2 += other.m2 + delta * delta * count * share;
    mean += delta * share;
    sum += other.sum;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    count = both;
  }

  public long count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  /** Undefined while the count is 0, as are {@link #min} and {@link #max}. */
  public double mean() {
    return mean;
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  /** The sum of squared deviations from the mean: the sample's variance times count − 1. */
  public double m2() {
    return m2;
  }
}
