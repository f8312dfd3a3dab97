package io.meanstream.stats.averages;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sees to the index of the averages, without holding up the start: while the store is away, it
 * tries again.
 */
@ApplicationScoped
class AveragesIndex {

  private static final Logger LOG = Logger.getLogger(AveragesIndex.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final AverageRepository averages;

  AveragesIndex(AverageRepository averages) {
    this.averages = averages;
  }

  void ensure(@Observes StartupEvent start) {
    averages
        .ensureIndex()
        .onFailure()
        .invoke(e -> LOG.warnf("index of averages not ensured yet error=%s", e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .indefinitely()
        .subscribe()
        .with(name -> LOG.infof("index of averages ensured name=%s", name));
  }
}
