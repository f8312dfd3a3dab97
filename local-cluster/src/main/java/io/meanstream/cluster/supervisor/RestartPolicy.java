package io.meanstream.cluster.supervisor;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides when a process that has ended is started again: after pauses that double as long as it
 * does not stay up, and not at all once it has ended at once ten times in a row. Not for use by
 * several threads.
 */
final class RestartPolicy {

  /** How often in a row a process may end at once. */
  static final int LIMIT = 10;

  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** Below the time that processes are given to come up: who is too slow does not end at once. */
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
   * The pause before the next start; nothing if the process is to be left.
   *
   * @param life from its start to its end
   * @param wasUp whether it has taken requests
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

  /** Begins anew, because somebody asked for a start. */
  void reset() {
    atOnce = 0;
    pause = firstPause;
  }
}
