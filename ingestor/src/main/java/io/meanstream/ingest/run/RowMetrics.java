package io.meanstream.ingest.run;

import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.source.Content;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what this process commits to Kafka, by dataset. */
@ApplicationScoped
public class RowMetrics {

  private final MeterRegistry registry;

  RowMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts the bytes of a source that was hashed. */
  void hashed(String dataset, Content content) {
    registry.counter("meanstream.ingest.bytes", "dataset", dataset).increment(content.bytes());
  }

  /** Counts the rows and rejects of a transaction between two checkpoints. */
  void committed(Checkpoint from, Checkpoint to) {
    registry
        .counter("meanstream.ingest.rows", "dataset", to.dataset())
        .increment(to.rows() - from.rows());
    to.rejected()
        .forEach(
            (rule, count) ->
                registry
                    .counter("meanstream.ingest.rejected", "dataset", to.dataset(), "rule", rule)
                    .increment(count - from.rejected().getOrDefault(rule, 0L)));
  }
}
