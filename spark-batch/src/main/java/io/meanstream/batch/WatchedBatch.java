package io.meanstream.batch;

/** {@link Batch} that ends as soon as its parent process does. */
public final class WatchedBatch {

  private WatchedBatch() {}

  /** Takes the arguments of {@link Batch}. */
  public static void main(String[] arguments) {
    ParentWatchdog.fasten();
    Batch.main(arguments);
  }
}
