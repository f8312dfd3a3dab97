package io.meanstream.persist.consumer;

import java.time.Duration;

/** Delays that double up to a maximum. Not thread-safe. */
final class RetryDelay {

  private final Duration first;
  private final Duration max;
  private Duration upcoming;

  RetryDelay(Duration first, Duration max) {
    this.first = first;
    this.max = max;
    this.upcoming = first;
  }

  /** The delay before the next retry. */
  Duration next() {
    Duration delay = upcoming;
    Duration doubled = upcoming.multipliedBy(2);
    upcoming = doubled.compareTo(max) < 0 ? doubled : max;
    return delay;
  }

  /** Starts again with the first delay after a success. */
  void reset() {
    upcoming = first;
  }
}
