package io.meanstream.schedule.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.meanstream.schedule.LocalStore;
import io.meanstream.schedule.store.RunStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStore.class)
class RunMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VirtualTaskTimer timer =
      new VirtualTaskTimer(Instant.parse("2020-05-01T12:00:00Z"));
  private MongoDatabase store;
  private RunMetrics metrics;

  @BeforeEach
  void startAtNoon(LocalStore.Database store) {
    this.store = store.database();
    insert("early", "command", "done", "2020-05-01T11:59:59Z");
    metrics = new RunMetrics(registry, new RunStore(store.ours()), timer);
  }

  @Test
  void everyEndedRunIsCountedOnceWhoeverStartedIt() {
    // Given
    insert("a", "command", "done", "2020-05-01T12:00:01Z");
    insert("b", "schedule", "failed", "2020-05-01T12:00:02Z");
    metrics.refresh();

    // When
    metrics.refresh();

    // Then
    assertThat(ended("command", "done")).isEqualTo(1);
    assertThat(ended("schedule", "failed")).isEqualTo(1);
  }

  @Test
  void theStagesOfARunAreMeasured() {
    // Given
    insert("a", "command", "done", "2020-05-01T12:00:01Z");

    // When
    metrics.refresh();

    // Then
    assertThat(
            registry
                .get("meanstream.scheduler.run.stage")
                .tags("dataset", "trips", "stage", "compute")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2_500);
  }

  @Test
  void queuedRunsAreCounted() {
    // Given
    insert("q", "request", "queued", null);

    // When
    metrics.refresh();

    // Then
    assertThat(registry.get("meanstream.scheduler.queued").gauge().value()).isEqualTo(1);
  }

  private double ended(String trigger, String state) {
    return registry
        .get("meanstream.scheduler.runs")
        .tags("dataset", "trips", "trigger", trigger, "state", state)
        .counter()
        .count();
  }

  private void insert(String id, String trigger, String state, String endedAt) {
    store
        .getCollection("runs")
        .insertOne(
            Document.parse(
                """
                {_id: '%s', dataset: 'trips', trigger: '%s', state: '%s', endedAt: %s,
                 seconds: {compute: 2.5}}
                """
                    .formatted(
                        id,
                        trigger,
                        state,
                        endedAt == null ? "null" : "{$date: '%s'}".formatted(endedAt))));
  }
}
