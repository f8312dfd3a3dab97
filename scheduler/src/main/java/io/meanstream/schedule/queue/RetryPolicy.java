package io.meanstream.schedule.queue;

import java.time.Duration;

/**
 * How long tries wait: each twice as long as the one before, up to ten minutes.
 *
 * @param firstDelay how long the first one waits
 * @param maxRetries how many there are
 */
record RetryPolicy(Duration firstDelay, int maxRetries) {

  private static final Duration MAX_DELAY = Duration.ofMinutes(10);
  private static final int MAX_DOUBLINGS = 20;

  /** Whether an attempt that failed, counted from 1, is followed by another. */
  boolean allowsRetryAfter(int attempt) {
    return attempt <= maxRetries;
  }

  /** How long to wait after an attempt that failed. */
  Duration delayAfter(int attempt) {
    Duration wait = firstDelay.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    return wait.compareTo(MAX_DELAY) < 0 ? wait : MAX_DELAY;
  }
}
