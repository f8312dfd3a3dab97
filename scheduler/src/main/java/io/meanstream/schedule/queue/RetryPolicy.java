package io.meanstream.schedule.queue;

import java.time.Duration;

/**
 * How long tries wait: each twice as long as the one before, up to ten minutes.
 *
 * @param first how long the first one waits
 * @param tries how many there are
 */
record RetryPolicy(Duration first, int tries) {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 20;

  /** Whether an attempt that failed, counted from 1, is followed by another. */
  boolean goesOnAfter(int attempt) {
    return attempt <= tries;
  }

  /** How long to wait after an attempt that failed. */
  Duration after(int attempt) {
    Duration wait = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }
}
