package io.meanstream.ingest.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Generates ids that sort by time, even across processes with synchronized clocks: milliseconds and
 * a counter in hex, then a random part.
 */
@ApplicationScoped
public class IngestionIds {

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private long last;

  /** A generator with this clock. */
  public IngestionIds(Clock clock) {
    this.clock = clock;
  }

  /** A new id. */
  public synchronized String next() {
    // the lowest 12 bits count the ids of one millisecond
    last = Math.max(last + 1, clock.millis() << 12);
    return "%015x-%08x".formatted(last, random.nextInt());
  }
}
