package io.meanstream.ingest.run;

import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.Content;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Metrics of what this process reads and commits to Kafka. They change once per transaction, not
 * per row.
 */
@Startup
@ApplicationScoped
public class IngestMetrics {

  private static final List<IngestionState> ACTIVE =
      List.of(IngestionState.QUEUED, IngestionState.HASHING, IngestionState.READING);

  private final MeterRegistry registry;
  private final Ingestions ingestions;
  private final Clock clock;
  private final Counter kafkaErrors;

  IngestMetrics(MeterRegistry registry, Ingestions ingestions, Clock clock) {
    this.registry = registry;
    this.ingestions = ingestions;
    this.clock = clock;
    this.kafkaErrors = registry.counter("meanstream.ingest.kafka.errors");
    ACTIVE.forEach(this::watchSources);
    Gauge.builder("meanstream.ingest.stalled", this::stalledSeconds)
        .baseUnit("seconds")
        .register(registry);
  }

  private void watchSources(IngestionState state) {
    Gauge.builder("meanstream.ingest.sources", () -> in(state).count())
        .tag("state", state.id())
        .register(registry);
  }

  private Stream<Ingestion> in(IngestionState state) {
    return ingestions.all().stream().filter(ingestion -> ingestion.state() == state);
  }

  private double stalledSeconds() {
    Instant now = clock.instant();
    return in(IngestionState.READING)
        .flatMap(reading -> ingestions.progressedAt(reading).stream())
        .mapToDouble(at -> Duration.between(at, now).toMillis() / 1000.0)
        .max()
        .orElse(0);
  }

  /** Counts the bytes of a hashed source. */
  void hashed(String dataset, Content content) {
    counter("hashed.bytes", dataset).increment(content.bytes());
  }

  /** Counts what a transaction committed between two checkpoints. */
  void committed(Checkpoint from, Checkpoint to, Duration took) {
    String dataset = to.dataset();
    long rows = to.rows() - from.rows();
    long rejected = sum(to) - sum(from);
    counter("rows", dataset).increment(rows);
    counter("sent", dataset).increment(rows - rejected);
    counter("bytes", dataset).increment(to.bytes() - from.bytes());
    registry.timer("meanstream.ingest.transaction", "dataset", dataset).record(took);
    to.rejected()
        .forEach(
            (rule, count) ->
                registry
                    .counter("meanstream.ingest.rejected", "dataset", dataset, "rule", rule)
                    .increment(count - from.rejected().getOrDefault(rule, 0L)));
    ingestions.progressed(to.ingestion(), clock.instant());
  }

  /** Counts a Kafka error after which an action is retried. */
  void kafkaFailed() {
    kafkaErrors.increment();
  }

  private Counter counter(String name, String dataset) {
    return registry.counter("meanstream.ingest." + name, "dataset", dataset);
  }

  private static long sum(Checkpoint checkpoint) {
    return checkpoint.rejected().values().stream().mapToLong(Long::longValue).sum();
  }
}
