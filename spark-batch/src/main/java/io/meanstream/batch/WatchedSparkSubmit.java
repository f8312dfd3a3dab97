package io.meanstream.batch;

import org.apache.spark.deploy.SparkSubmit;

/**
 * {@code spark-submit} that ends as soon as its parent process does.
 *
 * <p>It watches from the very start, because Spark may take long to reach the application's own
 * main method.
 */
public final class WatchedSparkSubmit {

  private WatchedSparkSubmit() {}

  /** Takes the arguments of {@code spark-submit}; the deploy mode must be {@code client}. */
  public static void main(String[] arguments) {
    ParentWatchdog.fasten();
    SparkSubmit.main(arguments);
  }
}
