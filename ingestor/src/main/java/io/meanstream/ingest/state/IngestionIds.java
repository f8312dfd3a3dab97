package io.meanstream.ingest.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Ids that sort in the order in which they were given, those of several processes by their clocks:
 * milliseconds and a counter in hex, and a random part.
 */
@ApplicationScoped
public class IngestionIds {

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private long last;

  /** Ids by this clock. */
  public IngestionIds(Clock clock) {
    this.clock = clock;
  }

  /** A new id. */
  public synchronized String next() {
    // 12 bits below the milliseconds count what is asked for within one
    last = Math.max(last + 1, clock.millis() << 12);
    return "%015x-%08x".formatted(last, random.nextInt());
  }
}
