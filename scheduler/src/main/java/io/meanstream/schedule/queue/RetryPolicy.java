package io.meanstream.schedule.queue;

import java.time.Duration;

/**
 * When failed runs are retried. The delay doubles with each retry, up to ten minutes.
 *
 * @param firstDelay the delay before the first retry
 * @param maxRetries how often a run is retried
 */
record RetryPolicy(Duration firstDelay, int maxRetries) {

  private static final Duration MAX_DELAY = Duration.ofMinutes(10);
  private static final int MAX_DOUBLINGS = 20;

  /** Whether a failed attempt, counted from 1, is followed by another. */
  boolean allowsRetryAfter(int attempt) {
    return attempt <= maxRetries;
  }

  /** How long to wait after a failed attempt. */
  Duration delayAfter(int attempt) {
    Duration wait = firstDelay.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    return wait.compareTo(MAX_DELAY) < 0 ? wait : MAX_DELAY;
  }
}
