package io.meanstream.ingest.feed;

import io.meanstream.ingest.landing.Landing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Metrics of feeds, and of the space that landed records take. */
@ApplicationScoped
public class FeedMetrics {

  private static final String DATASET = "dataset";
  private static final String OUTCOME = "outcome";
  private static final List<String> OUTCOMES = List.of("page", "unchanged", "failed");

  private final MeterRegistry registry;
  private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

  FeedMetrics(MeterRegistry registry, Landing landing) {
    this.registry = registry;
    Gauge.builder("meanstream.landing", landing::bytes).baseUnit("bytes").register(registry);
  }

  /** Creates the time series of a feed. */
  void watch(String dataset) {
    OUTCOMES.forEach(outcome -> requests(dataset, outcome));
    records(dataset);
    failed(dataset);
    fetchedAt(dataset);
  }

  /** Creates the time series that only tables have. */
  void watchTable(String dataset) {
    oldestTransaction(dataset);
  }

  /** Records when the oldest transaction that delays reading began; empty if there is none. */
  void oldestTransaction(String dataset, Optional<Instant> began) {
    oldestTransaction(dataset).set(began.map(Instant::getEpochSecond).orElse(0L));
  }

  void requested(String dataset, String outcome) {
    requests(dataset, outcome).increment();
  }

  void landed(String dataset, long more) {
    records(dataset).increment(more);
  }

  void ended(String dataset, boolean hasFailed, Instant at) {
    failed(dataset).set(hasFailed ? 1 : 0);
    if (!hasFailed) {
      fetchedAt(dataset).set(at.getEpochSecond());
    }
  }

  private Counter requests(String dataset, String outcome) {
    return registry.counter("meanstream.feed.requests", DATASET, dataset, OUTCOME, outcome);
  }

  private Counter records(String dataset) {
    return registry.counter("meanstream.feed.records", DATASET, dataset);
  }

  private AtomicLong failed(String dataset) {
    return gauge("meanstream.feed.failed", dataset);
  }

  private AtomicLong fetchedAt(String dataset) {
    return gauge("meanstream.feed.fetched.timestamp.seconds", dataset);
  }

  private AtomicLong oldestTransaction(String dataset) {
    return gauge("meanstream.feed.oldest.transaction.timestamp.seconds", dataset);
  }

  private AtomicLong gauge(String name, String dataset) {
    return gauges.computeIfAbsent(
        name + " " + dataset,
        key -> registry.gauge(name, Tags.of(DATASET, dataset), new AtomicLong()));
  }
}
