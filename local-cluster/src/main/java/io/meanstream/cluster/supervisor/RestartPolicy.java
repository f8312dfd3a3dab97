package io.meanstream.cluster.supervisor;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides when an ended process is restarted: after pauses that double while it does not stay up,
 * and not at all after ten quick ends in a row. Not thread-safe.
 */
final class RestartPolicy {

  /** How many quick ends in a row mean that the process has crashed. */
  static final int LIMIT = 10;

  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** Shorter than the start timeouts: a start that times out is not a quick end. */
  private static final Duration STAYED = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Duration firstPause;
  private Duration pause;
  private int atOnce;

  RestartPolicy(Duration firstPause) {
    this.firstPause = firstPause;
    this.pause = firstPause;
  }

  /**
   * The pause before the next start; empty if the process has crashed.
   *
   * @param life from its start to its end
   * @param wasUp whether it has accepted requests
   */
  Optional<Duration> after(Duration life, boolean wasUp) {
    atOnce = life.compareTo(wasUp ? AT_ONCE : STAYED) < 0 ? atOnce + 1 : 0;
    if (atOnce == LIMIT) {
      return Optional.empty();
    }
    Duration now = life.compareTo(STAYED) < 0 ? pause : firstPause;
    Duration twice = now.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    return Optional.of(now);
  }

  /** Forgets all ends, because somebody requested a start. */
  void reset() {
    atOnce = 0;
    pause = firstPause;
  }
}
