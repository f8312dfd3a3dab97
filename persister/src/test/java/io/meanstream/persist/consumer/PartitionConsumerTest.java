package io.meanstream.persist.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestStore.class)
class PartitionConsumerTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofMillis(2_100);

  /** The reply to the batch, the end of the delay, and the position. */
  private static final int TASKS_TO_REOPEN = 3;

  private static final TopicPartition PARTITION = new TopicPartition("trips", 0);

  private final ReactiveMongoDatabase store;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final PollLoopExecutor pollLoop = new PollLoopExecutor(() -> {});
  private final Brokers brokers = new Brokers();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PauseReasons pauseReasons = new PauseReasons();
  private final PartitionContext context;
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
    this.context =
        new PartitionContext(
            consumer,
            pollLoop,
            writers,
            new TopicMetadata(brokers.admin()),
            positions,
            pauseReasons,
            new PersisterMetrics(registry, pauseReasons),
            new BatchTraces(Optional.empty(), new Traces(store)));
    this.partition = new PartitionConsumer(PARTITION, context);
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
  void aLineAboutAPauseNamesTheDataset() {
    // Given
    partition.open();
    pollLoop.runNext(SOON);
    List<Object> datasets = new ArrayList<>();
    Handler log =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            datasets.add(MDC.get("dataset"));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(PauseReasons.class.getName());
    logger.addHandler(log);

    // When
    try {
      partition.failed(new DisconnectException("the broker went away"));
    } finally {
      logger.removeHandler(log);
    }

    // Then
    assertThat(datasets).containsExactly("trips");
    assertThat(MDC.get("dataset")).as("afterwards").isNull();
  }

  @Test
  void theLagGrowsWhileAFaultPausesThePartition() {
    // Given
    partition.open();
    pollLoop.runNext(SOON);
    brokers.answerLater(); // so that it stays paused, however late this thread is
    partition.failed(new DisconnectException("the broker went away"));

    // When
    brokers.end = 70;
    await()
        .pollInSameThread()
        .atMost(SOON)
        .until(
            () -> {
              partition.measureLag();
              pollLoop.runNext(SOON);
              return registry.find("meanstream.persister.lag").gauge() != null;
            });

    // Then
    assertThat(registry.get("meanstream.persister.lag").gauge().value()).isEqualTo(70);
    assertThat(registry.get("meanstream.persister.faults").tag("origin", "kafka").counter().count())
        .isEqualTo(1);
  }

  @Test
  void theNextBatchIsReadWhileTheLastIsWrittenAndFollowsIt() {
    // Given
    partition.open();
    pollLoop.runNext(SOON);
    partition.polled(List.of(trip("a", 0)), 1);
    assertThat(consumer.paused()).as("the next batch may be read").isEmpty();

    // When
    partition.polled(List.of(trip("b", 1)), 3);
    assertThat(consumer.paused()).as("a third one must wait").containsExactly(PARTITION);
    pollLoop.runNext(SOON);
    pollLoop.runNext(SOON);

    // Then
    assertThat(partition.position().orElseThrow().next()).isEqualTo(3);
    assertThat(storedKeys()).containsExactlyInAnyOrder("a", "b");
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void nothingIsReadAheadOfALargeBatch() {
    // Given
    partition.open();
    pollLoop.runNext(SOON);
    byte[] large = new byte[5 << 20];

    // When
    partition.polled(
        List.of(
            TripFixtures.record(
                PARTITION.topic(), 0, 0, TripFixtures.bytes("a"), large, List.of())),
        1);

    // Then
    assertThat(consumer.paused()).containsExactly(PARTITION);
    pollLoop.runNext(SOON);
    assertThat(partition.position().orElseThrow().next()).isEqualTo(1);
    assertThat(consumer.paused()).as("it is read again").isEmpty();
  }

  @Test
  void whatWasReadAheadOfAFailedBatchIsReadAgain() {
    // Given
    partition.open();
    pollLoop.runNext(SOON);
    TestStore.empty(store);

    // When
    partition.polled(List.of(trip("a", 0)), 1);
    partition.polled(List.of(trip("b", 1)), 3);
    for (int task = 0; task < TASKS_TO_REOPEN; task++) {
      pollLoop.runNext(SOON);
    }

    // Then
    assertThat(consumer.paused()).as("it is read").isEmpty();
    assertThat(consumer.position(PARTITION)).isZero();
    assertThat(partition.position().orElseThrow().next()).isZero();
  }

  private static ConsumerRecord<byte[], byte[]> trip(String key, long offset) {
    return TripFixtures.record(
        PARTITION.topic(),
        PARTITION.partition(),
        offset,
        TripFixtures.bytes(key),
        TripFixtures.value(key, LocalDate.of(2021, 3, 14), 1),
        TripFixtures.headers("in", offset + 1));
  }

  private List<String> storedKeys() {
    return TestStore.all(store, TripFixtures.DATASET.rowsCollection()).stream()
        .map(row -> row.getString("_id").getValue())
        .toList();
  }

  /** Lets an idle partition wait until its next check. */
  private void whenIdle() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < IDLE.toNanos()) {
      pollLoop.runNext(IDLE);
    }
    partition.idle(
        0,
        new IdleCheck(
            context.metadata(), context.positions(), partition.position().stream().toList()));
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
                    case "describeTopics" -> new DescribedTopics(Map.of("trips", description));
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
}
