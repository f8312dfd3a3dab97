package io.meanstream.stats;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.DefinitionException;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.stats.datasets.CurrentCatalog;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads the dataset definitions at start, on the main thread, and from time to time when they have
 * changed, on a worker thread: no request ever waits for a file. Definitions that cannot be read
 * keep the service from starting; once it runs, those of before stay in force.
 */
@Startup
@Singleton
final class Definitions implements CurrentCatalog {

  private final LiveCatalog live;
  private final ScheduledFuture<?> looking;
  private volatile Catalog current;

  Definitions(StatsConfig config) {
    this.live = load(config);
    this.current = live.current();
    long nanos = config.definitionsRefresh().toNanos();
    this.looking =
        Infrastructure.getDefaultWorkerPool()
            .scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private static LiveCatalog load(StatsConfig config) {
    try {
      return LiveCatalog.load(config.datasets());
    } catch (DefinitionException | UncheckedIOException e) {
      // as a root cause, this type is reported in one line and without a stack trace
      throw new ConfigurationException("meanstream.datasets: " + e.getMessage());
    }
  }

  private void look() {
    current = live.current();
  }

  @Override
  public Catalog get() {
    return current;
  }

  @Override
  public List<String> mistakes() {
    return live.mistakes();
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
  }
}
