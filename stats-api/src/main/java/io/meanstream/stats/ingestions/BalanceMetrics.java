package io.meanstream.stats.ingestions;

import io.meanstream.stats.StatsConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Metrics of the balance of each dataset, read from the store. They keep their values while the
 * store does not respond.
 */
@Startup
@Singleton
final class BalanceMetrics {

  private static final Logger LOG = Logger.getLogger(BalanceMetrics.class);

  private final IngestionService ingestions;
  private final MultiGauge rows;
  private final MultiGauge unbalanced;
  private final Counter errors;
  private final ScheduledFuture<?> refresh;

  BalanceMetrics(IngestionService ingestions, MeterRegistry registry, StatsConfig config) {
    this.ingestions = ingestions;
    this.rows = MultiGauge.builder("meanstream.balance.rows").register(registry);
    this.unbalanced =
        MultiGauge.builder("meanstream.balance.unbalanced.ingestions").register(registry);
    this.errors = registry.counter("meanstream.balance.store.errors");
    this.refresh =
        Infrastructure.getDefaultWorkerPool()
            .scheduleWithFixedDelay(
                this::read, 0, config.metricsRefresh().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void read() {
    ingestions.balancesByDataset().subscribe().with(this::update, this::failed);
  }

  private void update(BalancesByDataset now) {
    List<Row<?>> outcomes = new ArrayList<>();
    now.sums().forEach((dataset, balance) -> outcomes.addAll(rowsOf(dataset, balance)));
    rows.register(outcomes, true);
    List<Row<?>> counts = new ArrayList<>();
    now.unbalanced()
        .forEach((dataset, count) -> counts.add(Row.of(Tags.of("dataset", dataset), count)));
    unbalanced.register(counts, true);
  }

  private static List<Row<?>> rowsOf(String dataset, Balance balance) {
    return List.of(
        row(dataset, "read", balance.read()),
        row(dataset, "stored", balance.stored()),
        row(dataset, "corrected", balance.corrected()),
        row(dataset, "duplicate", balance.duplicates()),
        row(dataset, "rejected", balance.rejected()),
        row(dataset, "in-flight", balance.inFlight()));
  }

  private static Row<?> row(String dataset, String outcome, long count) {
    return Row.of(Tags.of("dataset", dataset, "outcome", outcome), count);
  }

  private void failed(Throwable failure) {
    errors.increment();
    LOG.debugf("metrics keep their values: %s", failure.getMessage());
  }

  @PreDestroy
  void stop() {
    refresh.cancel(false);
  }
}
