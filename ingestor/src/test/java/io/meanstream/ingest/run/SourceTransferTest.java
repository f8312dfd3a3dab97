package io.meanstream.ingest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.kafka.ChunkLimits;
import io.meanstream.ingest.kafka.FaultyProducers;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.RowProducer;
import io.meanstream.ingest.kafka.RowProducers;
import io.meanstream.ingest.kafka.StateChannel;
import io.meanstream.ingest.kafka.TopicReader;
import io.meanstream.ingest.kafka.Topics;
import io.meanstream.ingest.source.Content;
import io.meanstream.ingest.source.DataFiles;
import io.meanstream.ingest.source.ReadOptions;
import io.meanstream.ingest.source.RowReader;
import io.meanstream.ingest.source.SourceFile;
import io.meanstream.ingest.source.TextOptions;
import io.meanstream.ingest.source.UnpackLimits;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.IngestionState;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of readers, played by readers of this process on a real broker. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class SourceTransferTest {

  private static final int ROWS = 1_000;
  private static final int CHUNK = 100;
  private static final ChunkLimits LIMITS =
      new ChunkLimits(CHUNK, Integer.MAX_VALUE, Duration.ofSeconds(5));

  @TempDir Path folder;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;
  @Inject Topics topics;
  @Inject RowProducers producers;
  @Inject StateChannel states;
  @Inject Ingestions ingestions;
  @Inject IngestionIds ids;
  @Inject RowMetrics metrics;
  @Inject IngestorConfig config;
  @Inject Ingestor ingestor;
  @Inject LiveCatalog definitions;

  private final List<IngestionLog> logs = new ArrayList<>();
  private TopicReader reader;
  private Dataset dataset;

  @BeforeEach
  void awaitTopics() {
    await().atMost(Duration.ofSeconds(60)).until(ingestor::isReady);
    reader = new TopicReader(kafka, admin);
    dataset = definitions.current().find("rides").orElseThrow();
  }

  @AfterEach
  void closeLogs() {
    logs.forEach(IngestionLog::close);
  }

  @Test
  void aReaderThatDiesInAnOpenTransactionIsFollowedAtItsCheckpoint() throws Exception {
    // Given
    Ingestion first = request("dies");
    TransferContext dead = context("dead", producers);
    RowProducer zombie = producers.open(dataset, hash(first));
    Checkpoint owned = begin(zombie, first, dead.owner());
    Checkpoint half = send(zombie, first, owned, 0, 300, true);
    send(zombie, first, half, 300, 350, false);

    // When
    Ingestion second = request(first);
    new SourceTransfer(context("heir", producers), dataset, second).run();

    // Then
    assertEveryRowOnce(first);
    assertThat(state(first)).isEqualTo(IngestionState.DONE);
    assertThat(state(second)).isEqualTo(IngestionState.KNOWN);
    assertThat(ingestions.find(second.id()).orElseThrow().knownAs()).contains(first.id());
    assertThat(ingestions.progress(first.id()).orElseThrow().rows()).isEqualTo(ROWS);
    zombie.close();
  }

  @Test
  void whoTakesOverReadsAsTheFirstWasAskedTo() throws Exception {
    // Given
    Ingestion first = request("charsets");
    RowProducer zombie = producers.open(dataset, hash(first));
    send(zombie, first, begin(zombie, first, Owner.start("dead")), 0, 300, true);
    TextOptions other = TextOptions.parse(Optional.of("UTF-8"), Optional.of("|"));

    // When
    Ingestion second = request(first.source(), other);
    new SourceTransfer(context("heir", producers), dataset, second).run();

    // Then
    assertEveryRowOnce(first);
    assertThat(ingestions.find(first.id()).orElseThrow().content())
        .hasValueSatisfying(content -> assertThat(content.dialect().separator()).isEqualTo(','));
    zombie.close();
  }

  @Test
  void aCommitOfUnknownOutcomeThatCameAboutIsNotRepeated() throws Exception {
    // Given
    FaultyProducers unknown =
        faulty(
            (number, commit) -> {
              commit.call();
              if (number == 4 || number == 7) {
                throw new TimeoutException("the answer is lost");
              }
            });
    Ingestion asked = request("committed");

    // When
    new SourceTransfer(context("one", unknown), dataset, asked).run();

    // Then
    assertEveryRowOnce(asked);
    assertThat(unknown.commits()).isEqualTo(1 + 11 + 2);
  }

  @Test
  void aCommitOfUnknownOutcomeThatWasLostIsRepeated() throws Exception {
    // Given
    FaultyProducers unknown =
        faulty(
            (number, commit) -> {
              if (number == 1 || number == 5) {
                throw new TimeoutException("the request is lost");
              }
              commit.call();
            });
    Ingestion asked = request("lost");

    // When
    new SourceTransfer(context("one", unknown), dataset, asked).run();

    // Then
    assertEveryRowOnce(asked);
    assertThat(state(asked)).isEqualTo(IngestionState.DONE);
  }

  @Test
  void theEndItselfIsNotRepeatedWhenItsAnswerIsLost() throws Exception {
    // Given
    FaultyProducers unknown =
        faulty(
            (number, commit) -> {
              commit.call();
              if (number == 12) {
                throw new TimeoutException("the answer is lost");
              }
            });
    Ingestion asked = request("last");

    // When
    new SourceTransfer(context("one", unknown), dataset, asked).run();

    // Then
    assertEveryRowOnce(asked);
    assertThat(state(asked)).isEqualTo(IngestionState.DONE);
  }

  @Test
  void ofTwoReadersTheLaterOneGoesOnAndTheOtherSaysWhoDoes() throws Exception {
    // Given
    CountDownLatch paused = new CountDownLatch(1);
    CountDownLatch resumed = new CountDownLatch(1);
    FaultyProducers slow =
        faulty(
            (number, commit) -> {
              if (number == 5) {
                paused.countDown();
                resumed.await();
              }
              commit.call();
            });
    Ingestion first = request("rivals");
    CompletableFuture<Void> slowReader =
        CompletableFuture.runAsync(() -> run(context("slow", slow), first));
    paused.await();

    // When
    TransferContext fast = context("fast", producers);
    run(fast, request(first));
    resumed.countDown();
    slowReader.join();

    // Then
    assertEveryRowOnce(first);
    assertThat(ingestions.find(first.id()).orElseThrow().owner()).isEqualTo(fast.owner());
  }

  @Test
  void aSourceKeyedByPositionKeepsItsKeysAcrossReaders() throws Exception {
    // Given
    Dataset byPosition =
        new Dataset(
            "positions",
            dataset.title(),
            "positions",
            dataset.source(),
            List.of(),
            dataset.time(),
            dataset.fields(),
            dataset.measures(),
            dataset.exclude(),
            dataset.groups(),
            dataset.periods());
    FaultyProducers unknown =
        faulty(
            (number, commit) -> {
              if (number % 3 == 0) {
                throw new TimeoutException("the request is lost");
              }
              commit.call();
            });
    Ingestion asked = request("by position");

    // When
    new SourceTransfer(context("one", unknown), byPosition, asked).run();

    // Then
    List<String> expected =
        IntStream.rangeClosed(1, ROWS).mapToObj(row -> hash(asked) + "|" + row).toList();
    assertThat(reader.read("positions").stream().map(ConsumerRecord::key))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aReaderWaitsForTransactionsThatAreOpenBelowItsCheckpoint() throws Exception {
    // Given a foreign transaction in the log of ingestions, and a checkpoint behind it
    Ingestion asked = request("waits");
    try (KafkaProducer<String, String> foreign = foreignTransaction()) {
      RowProducer former = producers.open(dataset, hash(asked));
      send(former, asked, begin(former, asked, Owner.start("former")), 0, 500, true);
      former.close();

      // When
      CompletableFuture<Void> transfer =
          CompletableFuture.runAsync(() -> run(context("patient", producers), asked));
      await().during(Duration.ofSeconds(1)).until(() -> !transfer.isDone());
      foreign.abortTransaction();
      transfer.join();
    }

    // Then
    assertEveryRowOnce(asked);
  }

  @Test
  void aSourceThatChangedWhileItWasReadFails() throws Exception {
    // Given
    Ingestion asked = request("changes");
    Files.writeString(
        asked.source().file(),
        "x,2020-05-01 10:00:00,2020-05-01 10:20:00\n",
        java.nio.file.StandardOpenOption.APPEND);

    // When
    new SourceTransfer(context("one", producers), dataset, asked).run();

    // Then
    assertThat(state(asked)).isEqualTo(IngestionState.FAILED);
    assertThat(ingestions.find(asked.id()).orElseThrow().error())
        .contains("changes.csv: changed while it was read");
    assertThat(keys(asked)).hasSize(ROWS).doesNotContain("x");
  }

  @Test
  void aRestartEndsItsOpenTransactionsAndTakesUpWhatIsUnfinished() throws Exception {
    // Given
    Owner former = Owner.start("restarted");
    Ingestion asked =
        states.publish(request("restarts").hashing(former, Clock.systemUTC().instant()));
    RowProducer killed = producers.open(dataset, hash(asked));
    Checkpoint owned = begin(killed, asked, former);
    send(killed, asked, owned, 0, 50, false);

    // When
    TransferContext context = context("restarted", producers);
    long start = System.nanoTime();
    List<Ingestion> unfinished =
        new Recovery(context, definitions, topics, producers, kafka, admin).run();

    // Then
    assertThat(unfinished).extracting(Ingestion::id).containsExactly(asked.id());
    assertThat(keys(asked)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("less than Kafka's own patience of 15 s")
        .isLessThan(Duration.ofSeconds(12));
    run(context, unfinished.get(0));
    assertEveryRowOnce(asked);
    killed.close();
  }

  private void assertEveryRowOnce(Ingestion ingestion) throws Exception {
    List<String> expected = IntStream.range(0, ROWS).mapToObj(row -> key(ingestion, row)).toList();
    assertThat(keys(ingestion)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private List<String> keys(Ingestion ingestion) throws Exception {
    return reader.read(dataset.topic(), ingestion.id()).stream().map(ConsumerRecord::key).toList();
  }

  private IngestionState state(Ingestion ingestion) {
    return ingestions.find(ingestion.id()).orElseThrow().state();
  }

  private static void run(TransferContext context, Ingestion ingestion) {
    try {
      new SourceTransfer(context, rides(context), ingestion).run();
    } catch (StoppedException e) {
      throw new AssertionError(e);
    }
  }

  private static Dataset rides(TransferContext context) {
    return Catalog.load(Path.of("../datasets")).find("rides").orElseThrow();
  }

  private FaultyProducers faulty(FaultyProducers.CommitFault fault) {
    return new FaultyProducers(kafka, topics, config, fault);
  }

  private TransferContext context(String instance, RowProducers by) {
    IngestionLog log = new IngestionLog(kafka, admin, IsolationLevel.READ_COMMITTED);
    logs.add(log);
    return new TransferContext(
        Owner.start(instance),
        log,
        by,
        states,
        ingestions,
        metrics,
        LIMITS,
        UnpackLimits.STANDARD,
        new Stop(),
        Clock.systemUTC());
  }

  /** A request to read a file whose rows no other test has. */
  private Ingestion request(String name) throws Exception {
    StringBuilder csv = new StringBuilder("ride_id,started_at,ended_at\n");
    for (int row = 0; row < ROWS; row++) {
      csv.append(name).append(row).append(",2020-05-01 10:00:00,2020-05-01 10:20:00\n");
    }
    Path file = Files.writeString(folder.resolve(name + ".csv"), csv);
    return request(DataFiles.below(file).get(0));
  }

  private Ingestion request(Ingestion same) throws Exception {
    return request(same.source());
  }

  private Ingestion request(SourceFile source) throws Exception {
    return request(source, TextOptions.DEFINED);
  }

  private Ingestion request(SourceFile source, TextOptions text) throws Exception {
    Request request =
        new Request(dataset.name(), dataset.topic(), source, text, Clock.systemUTC().instant());
    return Ingestion.queued(ids.next(), request, Owner.start("asker"))
        .holding(
            Content.of(source, ReadOptions.of(dataset, text, UnpackLimits.STANDARD)), List.of());
  }

  private static String key(Ingestion ingestion, int row) {
    return ingestion.source().name().replace(".csv", "") + row;
  }

  private static String hash(Ingestion ingestion) {
    return ingestion.content().orElseThrow().hash();
  }

  private Checkpoint begin(RowProducer producer, Ingestion ingestion, Owner owner) {
    Checkpoint first = Checkpoint.first(ingestion.id(), dataset.name(), hash(ingestion), owner);
    return producer
        .begin(ingestion, first)
        .commitOwner(owner, List.of(ingestion.reading(owner, ingestion.source())));
  }

  private Checkpoint send(
      RowProducer producer,
      Ingestion ingestion,
      Checkpoint behind,
      int from,
      int to,
      boolean commit)
      throws Exception {
    try (RowReader rows =
        RowReader.open(ingestion.source(), dataset, ReadOptions.STANDARD, hash(ingestion))) {
      rows.skip(from);
      var chunk = producer.begin(ingestion, behind);
      for (int row = from; row < to; row++) {
        chunk.add(rows.next().orElseThrow(), rows::tooLarge);
      }
      return commit ? chunk.commit(0, false, List.of()) : behind;
    }
  }

  private KafkaProducer<String, String> foreignTransaction() throws Exception {
    Map<String, Object> settings = new java.util.HashMap<>(kafka);
    settings.put("transactional.id", "foreign");
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(Topics.INGESTIONS, "foreign", "{}")).get();
    return producer;
  }

  @Test
  void aFileThatIsGoneFailsItsIngestionAndNoOther() throws Exception {
    // Given
    Ingestion asked = request("gone");
    Files.delete(asked.source().file());

    // When
    new SourceTransfer(context("one", producers), dataset, asked).run();

    // Then
    assertThat(state(asked)).isEqualTo(IngestionState.FAILED);
    assertThat(Optional.of("gone.csv: there is no such file"))
        .isEqualTo(ingestions.find(asked.id()).orElseThrow().error());
  }
}
