package io.meanstream.stats;

import io.meanstream.catalog.LiveCatalog;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reloads changed dataset definitions periodically on a worker thread. Requests use {@link
 * LiveCatalog#latest}, which reads no files.
 */
@Startup
@Singleton
final class CatalogRefresh {

  private final ScheduledFuture<?> refresh;

  CatalogRefresh(LiveCatalog catalog, StatsConfig config) {
    long nanos = config.definitionsRefresh().toNanos();
    this.refresh =
        Infrastructure.getDefaultWorkerPool()
            .scheduleWithFixedDelay(catalog::current, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  @PreDestroy
  void stop() {
    refresh.cancel(false);
  }
}
