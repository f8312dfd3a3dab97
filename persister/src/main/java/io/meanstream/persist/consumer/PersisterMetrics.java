package io.meanstream.persist.consumer;

import io.meanstream.persist.store.Counts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** Metrics: records by outcome, batch durations and the lag of each partition. */
public final class PersisterMetrics {

  private record Lag(AtomicLong records, Meter gauge) {}

  private final MeterRegistry registry;
  private final Map<TopicPartition, Lag> lags = new ConcurrentHashMap<>();

  public PersisterMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void wrote(TopicPartition partition, Counts counts, long nanos) {
    count(partition, "stored", counts.stored());
    count(partition, "corrected", counts.corrected());
    count(partition, "duplicate", counts.duplicates());
    count(partition, "rejected", counts.rejected());
    registry
        .timer("meanstream.persister.batch", "topic", partition.topic())
        .record(nanos, TimeUnit.NANOSECONDS);
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
