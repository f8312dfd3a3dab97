package io.meanstream.ingest.run;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Exponential backoff with jitter, so that two competing readers do not retry in lockstep. */
public final class RetryBackoff {

  private static final long FIRST_MILLIS = 200;
  private static final long MAX_MILLIS = 10_000;

  private long millis = FIRST_MILLIS;

  /** How long to wait before the next attempt. */
  public Duration next() {
    long pause = ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
    millis = Math.min(millis * 2, MAX_MILLIS);
    return Duration.ofMillis(pause);
  }
}
