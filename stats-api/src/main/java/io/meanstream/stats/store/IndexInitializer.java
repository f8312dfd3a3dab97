package io.meanstream.stats.store;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Creates indexes in the background, retrying until the store answers. */
public final class IndexInitializer {

  private static final Logger LOG = Logger.getLogger(IndexInitializer.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private IndexInitializer() {}

  /** Starts to create an index and returns at once, so that startup does not wait. */
  public static void ensure(String collection, Uni<String> index) {
    index
        .onFailure()
        .invoke(
            e ->
                LOG.warnf(
                    "cannot create index yet collection=%s error=%s", collection, e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .indefinitely()
        .subscribe()
        .with(name -> LOG.infof("index is ready collection=%s name=%s", collection, name));
  }
}
