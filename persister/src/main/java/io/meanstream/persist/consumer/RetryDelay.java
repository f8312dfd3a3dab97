package io.meanstream.persist.consumer;

import java.time.Duration;

/** Pauses that double from a first to a longest one; not safe for use by several threads. */
final class RetryDelay {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  RetryDelay(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** How long to wait before the next try. */
  Duration pause() {
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }

  /** Something succeeded. */
  void reset() {
    next = first;
  }
}
