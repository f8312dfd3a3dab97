package io.meanstream.persist.consumer;

import io.meanstream.persist.store.Counts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Metrics: records by outcome, durations of batches, delays, faults and the lag of each partition.
 * They change once per batch, not per record.
 */
public final class PersisterMetrics {

  private record Lag(AtomicLong records, Meter gauge) {}

  private final MeterRegistry registry;
  private final Map<TopicPartition, Lag> lags = new ConcurrentHashMap<>();

  /**
   * @param pauseReasons what is paused
   */
  public PersisterMetrics(MeterRegistry registry, PauseReasons pauseReasons) {
    this.registry = registry;
    Gauge.builder("meanstream.persister.paused", () -> pauseReasons.all().size())
        .register(registry);
    for (FaultOrigin origin : FaultOrigin.values()) {
      faults(origin, 0);
    }
  }

  /** Counts a batch that is in the store. */
  void wrote(TopicPartition partition, Counts counts, long nanos) {
    count(partition, "stored", counts.stored());
    count(partition, "corrected", counts.corrected());
    count(partition, "duplicate", counts.duplicates());
    count(partition, "rejected", counts.rejected());
    registry
        .timer("meanstream.persister.batch", "topic", partition.topic())
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Records how long the oldest record of a batch took from its arrival in Kafka to the store. */
  void delayed(TopicPartition partition, Duration delay) {
    registry.timer("meanstream.persister.delay", "topic", partition.topic()).record(delay);
  }

  /** Counts a failure after which a partition or the consumer is paused. */
  void failed(Throwable failure) {
    faults(FaultOrigin.of(failure), 1);
  }

  void lags(TopicPartition partition, long records) {
    lags.computeIfAbsent(partition, this::lag).records().set(records);
  }

  void forget(TopicPartition partition) {
    Lag lag = lags.remove(partition);
    if (lag != null) {
      registry.remove(lag.gauge());
    }
  }

  private void faults(FaultOrigin origin, long count) {
    registry.counter("meanstream.persister.faults", "origin", origin.id()).increment(count);
  }

  private void count(TopicPartition partition, String outcome, long records) {
    registry
        .counter("meanstream.persister.records", "topic", partition.topic(), "outcome", outcome)
        .increment(records);
  }

  private Lag lag(TopicPartition partition) {
    AtomicLong records = new AtomicLong();
    Tags tags =
        Tags.of("topic", partition.topic(), "partition", Integer.toString(partition.partition()));
    Gauge gauge =
        Gauge.builder("meanstream.persister.lag", records, AtomicLong::get)
            .tags(tags)
            .description("records of the partition without an outcome")
            .register(registry);
    return new Lag(records, gauge);
  }
}
