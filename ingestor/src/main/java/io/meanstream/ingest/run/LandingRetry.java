package io.meanstream.ingest.run;

import io.meanstream.ingest.landing.LandingUnavailableException;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Retries an action with backoff while the database of landed records cannot be used. */
final class LandingRetry {

  private static final Logger LOG = Logger.getLogger(LandingRetry.class);

  private LandingRetry() {}

  /** Something that needs landed records. */
  interface Action {

    void run() throws IOException, ShutdownException;
  }

  /**
   * Returns once the action succeeds.
   *
   * @param name of the action, for the log
   * @throws ShutdownException if the process shuts down first
   */
  static void run(String name, ShutdownSignal shutdown, Action action)
      throws IOException, ShutdownException {
    RetryBackoff backoff = new RetryBackoff();
    boolean isDone = false;
    while (!isDone) {
      shutdown.check();
      try {
        action.run();
        isDone = true;
      } catch (LandingUnavailableException e) {
        LOG.warnf("action=%s failed and will be retried: %s", name, e.getMessage());
        shutdown.pause(backoff.next());
      }
    }
  }
}
