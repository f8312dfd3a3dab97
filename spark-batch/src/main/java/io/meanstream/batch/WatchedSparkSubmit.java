package io.meanstream.batch;

import org.apache.spark.deploy.SparkSubmit;

/**
 * {@code spark-submit} that ends at once when its standard input does, which who started it holds.
 *
 * <p>From the first moment on: until an application's own main is reached, Spark may take long.
 */
public final class WatchedSparkSubmit {

  private WatchedSparkSubmit() {}

  /** Takes the arguments of {@code spark-submit}, of which the deploy mode is {@code client}. */
  public static void main(String[] arguments) {
    ParentWatchdog.fasten();
    SparkSubmit.main(arguments);
  }
}
