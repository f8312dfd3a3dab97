package io.meanstream.persist.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.persist.TestStore;
import io.meanstream.persist.TripFixtures;
import io.meanstream.persist.batch.BatchWriters;
import io.meanstream.persist.batch.CatalogSnapshot;
import io.meanstream.persist.batch.TopicWriters;
import io.meanstream.persist.store.Positions;
import io.meanstream.persist.store.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestStore.class)
class PartitionConsumerTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMillis(2_100);
  private static final TopicPartition PARTITION = new TopicPartition("trips", 0);

  private final ReactiveMongoDatabase store;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final PollLoopExecutor pollLoop = new PollLoopExecutor(() -> {});
  private final Brokers brokers = new Brokers();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PauseReasons pauseReasons = new PauseReasons();
  private final PartitionConsumer partition;

  PartitionConsumerTest(ReactiveMongoDatabase store) {
    this.store = store;
    Positions positions = new Positions(store, Clock.systemUTC());
    TopicWriters writers =
        new TopicWriters(
            () -> new CatalogSnapshot(List.of(TripFixtures.DATASET), List.of()),
            new BatchWriters(store, positions, Runnable::run),
            Map.of(),
            Runnable::run);
    this.partition =
        new PartitionConsumer(
            PARTITION,
            new PartitionContext(
                consumer,
                pollLoop,
                writers,
                new TopicMetadata(brokers.admin()),
                positions,
                pauseReasons,
                new PersisterMetrics(registry, pauseReasons),
                new BatchTraces(Optional.empty(), new Traces(store))));
  }

  @BeforeEach
  void empty() {
    TestStore.empty(store);
    consumer.assign(List.of(PARTITION));
  }

  @Test
  void aCheckThatFailsAfterTheRevocationChangesNothing() {
    // Given
    partition.open();
    pollLoop.runNext(SOON);
    assertThat(consumer.paused()).as("it is read").isEmpty();
    KafkaFutureImpl<TopicDescription> answer = brokers.answerLater();
    whenIdle();

    // When
    consumer.assign(List.of());
    partition.close();
    answer.completeExceptionally(new DisconnectException("the broker went away"));
    pollLoop.runNext(SOON);

    // Then
    assertThat(pauseReasons.all()).isEmpty();
  }

  @Test
  void aFailedCheckPausesAnIdlePartition() {
    // Given
    partition.open();
    pollLoop.runNext(SOON);
    KafkaFutureImpl<TopicDescription> answer = brokers.answerLater();
    whenIdle();

    // When
    answer.completeExceptionally(new DisconnectException("the broker went away"));
    pollLoop.runNext(SOON);

    // Then
    assertThat(consumer.paused()).containsExactly(PARTITION);
    assertThat(pauseReasons.all())
        .containsExactly(Map.entry("trips-0", "Kafka: the broker went away"));
  }

  @Test
  void theLagGrowsWhileAFaultPausesThePartition() {
    // Given
    partition.open();
    pollLoop.runNext(SOON);
    partition.failed(new DisconnectException("the broker went away"));

    // When
    brokers.end = 70;
    partition.measureLag();
    pollLoop.runNext(SOON);

    // Then
    assertThat(registry.get("meanstream.persister.lag").gauge().value()).isEqualTo(70);
    assertThat(registry.get("meanstream.persister.faults").tag("origin", "kafka").counter().count())
        .isEqualTo(1);
  }

  /** Lets an idle partition wait until its next check. */
  private void whenIdle() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < IDLE.toNanos()) {
      pollLoop.runNext(IDLE);
    }
    partition.idle(0);
  }

  /** Replies like a broker with one partition, which is empty at first. */
  private static final class Brokers {

    private KafkaFutureImpl<TopicDescription> description = new KafkaFutureImpl<>();
    private long end;

    Brokers() {
      description.complete(new TopicDescription("trips", false, List.of(), null, Uuid.ONE_UUID));
    }

    KafkaFutureImpl<TopicDescription> answerLater() {
      description = new KafkaFutureImpl<>();
      return description;
    }

    Admin admin() {
      return (Admin)
          Proxy.newProxyInstance(
              Admin.class.getClassLoader(),
              new Class<?>[] {Admin.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "describeTopics" -> new Described(Map.of("trips", description));
                    case "listOffsets" ->
                        new ListOffsetsResult(
                            Map.of(
                                PARTITION,
                                KafkaFuture.completedFuture(
                                    new ListOffsetsResultInfo(end, -1, Optional.empty()))));
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }
  }

  private static final class Described extends DescribeTopicsResult {
    Described(Map<String, KafkaFuture<TopicDescription>> descriptions) {
      super(null, descriptions);
    }
  }
}
