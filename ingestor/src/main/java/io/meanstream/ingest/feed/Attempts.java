package io.meanstream.ingest.feed;

import io.meanstream.ingest.landing.LandingFullException;
import io.meanstream.ingest.landing.LandingUnavailableException;
import io.meanstream.ingest.run.RetryBackoff;
import io.meanstream.ingest.run.ShutdownException;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Retries requests of one feed that fail temporarily, after pauses that grow. */
final class Attempts {

  private static final Logger LOG = Logger.getLogger(Attempts.class);
  private static final int LIMIT = 10;

  /** A request for a page. */
  interface Attempt<T> {

    T run() throws TemporaryException, FeedException, ShutdownException, IOException;
  }

  private final String dataset;
  private final FeedContext context;

  Attempts(String dataset, FeedContext context) {
    this.dataset = dataset;
    this.context = context;
  }

  /**
   * Runs an attempt until it succeeds.
   *
   * @param page what it requests, for messages
   * @throws FeedException if too many attempts in a row fail
   */
  <T> T run(Object page, Attempt<T> attempt) throws FeedException, ShutdownException, IOException {
    RetryBackoff backoff = new RetryBackoff();
    for (int number = 1; ; number++) {
      try {
        return attempt.run();
      } catch (TemporaryException | LandingUnavailableException e) {
        context.metrics().requested(dataset, "failed");
        LOG.warnf("dataset=%s page=%s attempt=%d: %s", dataset, page, number, e.getMessage());
        if (number == LIMIT) {
          throw new FeedException(
              "%s: %s, %d times in a row".formatted(page, e.getMessage(), LIMIT), e);
        }
        context.shutdown().pause(backoff.next());
      } catch (LandingFullException e) {
        throw new FeedException(e.getMessage(), e);
      }
    }
  }
}
