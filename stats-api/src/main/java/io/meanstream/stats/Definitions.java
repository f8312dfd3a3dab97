package io.meanstream.stats;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.stats.datasets.CurrentCatalog;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the dataset definitions from time to time, on a worker thread, so that no request ever
 * waits for a file.
 */
@Startup
@Singleton
final class Definitions implements CurrentCatalog {

  private final LiveCatalog live;
  private final ScheduledFuture<?> looking;
  private volatile Catalog current;

  Definitions(LiveCatalog live, StatsConfig config) {
    this.live = live;
    this.current = live.current();
    long nanos = config.definitionsRefresh().toNanos();
    this.looking =
        Infrastructure.getDefaultWorkerPool()
            .scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void look() {
    current = live.current();
  }

  @Override
  public Catalog get() {
    return current;
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
  }
}
