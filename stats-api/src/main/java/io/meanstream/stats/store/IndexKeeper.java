package io.meanstream.stats.store;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sees to the indexes that queries follow, without holding up the start: while the store is away,
 * it tries again.
 */
public final class IndexKeeper {

  private static final Logger LOG = Logger.getLogger(IndexKeeper.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private IndexKeeper() {}

  /** Makes an index, sooner or later. */
  public static void keep(String of, Uni<String> index) {
    index
        .onFailure()
        .invoke(e -> LOG.warnf("index of %s not ensured yet error=%s", of, e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .indefinitely()
        .subscribe()
        .with(name -> LOG.infof("index of %s ensured name=%s", of, name));
  }
}
