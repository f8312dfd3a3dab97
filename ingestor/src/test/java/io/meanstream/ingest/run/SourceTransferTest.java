package io.meanstream.ingest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.ChangedFiles;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.ChunkLimits;
import io.meanstream.ingest.kafka.FaultyProducers;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.PatientProducers;
import io.meanstream.ingest.kafka.RowProducer;
import io.meanstream.ingest.kafka.RowProducers;
import io.meanstream.ingest.kafka.StateChannel;
import io.meanstream.ingest.kafka.TopicReader;
import io.meanstream.ingest.kafka.Topics;
import io.meanstream.ingest.landing.FaultyLanding;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.state.Checkpoint;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.Request;
import io.meanstream.ingest.state.StateFolder;
import io.meanstream.protocol.IngestionFigures;
import io.meanstream.protocol.IngestionState;
import io.meanstream.protocol.TopicNames;
import io.meanstream.source.Content;
import io.meanstream.source.DataFiles;
import io.meanstream.source.Position;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RowReader;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of readers, simulated in this process against a real broker. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class SourceTransferTest {

  private static final int ROWS = 1_000;
  private static final int CHUNK = 100;
  // chunks end after so many rows, however slow this machine is
  private static final ChunkLimits LIMITS =
      new ChunkLimits(CHUNK, Integer.MAX_VALUE, Duration.ofDays(1));

  @TempDir Path folder;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Landing landing;
  @Inject Admin admin;
  @Inject Topics topics;
  @Inject RowProducers producers;
  @Inject StateChannel states;
  @Inject Ingestions ingestions;
  @Inject IngestionIds ids;
  @Inject IngestMetrics metrics;
  @Inject IngestorConfig config;
  @Inject LiveCatalog definitions;

  private final List<IngestionLog> logs = new ArrayList<>();
  private TopicReader reader;
  private Dataset dataset;

  @BeforeEach
  void awaitTopics() throws Exception {
    ReadyService.await();
    dataset = definitions.current().find("rides").orElseThrow();
    reader = new TopicReader(kafka, admin);
    reader.skip(dataset.topic());
  }

  @AfterEach
  void closeLogs() {
    logs.forEach(IngestionLog::close);
  }

  @Test
  void nextReaderResumesAtTheCheckpointOfADeadOne() throws Exception {
    // Given
    Ingestion first = request("dies");
    TransferContext dead = context("dead", producers);
    RowProducer zombie = producers.open(dataset, first.key().orElseThrow());
    Checkpoint owned = begin(zombie, first, dead.owner());
    Checkpoint half = send(zombie, first, owned, 0, 300, true);
    send(zombie, first, half, 300, 350, false);

    // When
    Ingestion second = request(first);
    transfer(context("heir", producers), dataset, second);

    // Then
    assertEveryRowOnce(first);
    assertThat(state(first)).isEqualTo(IngestionState.DONE);
    assertThat(state(second)).isEqualTo(IngestionState.KNOWN);
    assertThat(ingestions.find(second.id()).orElseThrow().knownAs()).contains(first.id());
    assertThat(ingestions.checkpoint(first.id()).orElseThrow().rows()).isEqualTo(ROWS);
    zombie.close();
  }

  @Test
  void nextReaderKeepsTheTextOptionsOfTheFirst() throws Exception {
    // Given
    Ingestion first = request("charsets");
    RowProducer zombie = producers.open(dataset, first.key().orElseThrow());
    send(zombie, first, begin(zombie, first, Owner.start("dead")), 0, 300, true);
    TextOptions other = TextOptions.parse(Optional.of("UTF-8"), Optional.of("|"));

    // When
    Ingestion second = request(first.source(), other);
    transfer(context("heir", producers), dataset, second);

    // Then
    assertEveryRowOnce(first);
    assertThat(ingestions.find(first.id()).orElseThrow().content())
        .hasValueSatisfying(content -> assertThat(content.text().delimiter()).contains(','));
    zombie.close();
  }

  @Test
  void aCommittedChunkWithALostReplyIsNotRepeated() throws Exception {
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
    transfer(context("one", unknown), dataset, asked);

    // Then
    assertEveryRowOnce(asked);
    assertThat(unknown.commits()).isEqualTo(1 + 11 + 2);
  }

  @Test
  void transactionsEndWhenKafkaHasEveryRecord() throws Exception {
    // Given
    FaultyProducers observed = faulty((number, commit) -> commit.call());
    Ingestion read = request("read");
    Ingestion changed = request("changed");
    append(changed);

    // When
    transfer(context("one", observed), dataset, read);
    transfer(context("two", observed), dataset, changed);

    // Then
    assertThat(state(read)).isEqualTo(IngestionState.DONE);
    assertThat(state(changed)).isEqualTo(IngestionState.FAILED);
    assertThat(observed.unacknowledged()).isZero();
  }

  @Test
  void lostCommitIsRepeated() throws Exception {
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
    transfer(context("one", unknown), dataset, asked);

    // Then
    assertEveryRowOnce(asked);
    assertThat(state(asked)).isEqualTo(IngestionState.DONE);
  }

  @Test
  void anEndWithALostReplyIsNotRepeated() throws Exception {
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
    transfer(context("one", unknown), dataset, asked);

    // Then
    assertEveryRowOnce(asked);
    assertThat(state(asked)).isEqualTo(IngestionState.DONE);
  }

  @Test
  void laterReaderTakesOverAndTheEarlierOneNamesIt() throws Exception {
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
  void keysByPositionStayTheSameAcrossReaders() throws Exception {
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
            dataset.periods(),
            dataset.schedule(),
            dataset.ahead());
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
    transfer(context("one", unknown), byPosition, asked);

    // Then
    List<String> expected =
        IntStream.rangeClosed(1, ROWS).mapToObj(row -> hash(asked) + "|" + row).toList();
    assertThat(reader.read("positions").stream().map(ConsumerRecord::key))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void readerWaitsForOpenTransactionsBelowItsCheckpoint() throws Exception {
    // Given a foreign transaction in the log of ingestions, and a checkpoint after it
    Ingestion asked = request("waits");
    try (KafkaProducer<String, String> foreign = foreignTransaction()) {
      RowProducer former = producers.open(dataset, asked.key().orElseThrow());
      send(former, asked, begin(former, asked, Owner.start("former")), 0, 500, true);
      former.close();

      // When
      CompletableFuture<Void> transfer =
          CompletableFuture.runAsync(() -> run(context("patient", producers), asked));
      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(60))
          .until(() -> !transfer.isDone());
      foreign.abortTransaction();
      transfer.join();
    }

    // Then
    assertEveryRowOnce(asked);
  }

  @Test
  void aSourceThatChangesWhileBeingReadFails() throws Exception {
    // Given
    Ingestion asked = request("changes");
    append(asked);

    // When
    transfer(context("one", producers), dataset, asked);

    // Then
    assertThat(state(asked)).isEqualTo(IngestionState.FAILED);
    assertThat(ingestions.find(asked.id()).orElseThrow().error())
        .contains("changes.csv: changed while it was read");
    assertThat(keys(asked)).hasSize(ROWS).doesNotContain("x");
  }

  @Test
  void anIngestionThatHasEndedStaysDoneIfItsTemporaryFileCannotBeRemoved() throws Exception {
    // Given
    Landing place = landing;
    landing = FaultyLanding.failingOnce(place, "release", new IOException("still in use"));
    Ingestion asked = request("kept");
    TransferContext context = context("one", producers);
    landing = place;

    // When
    task(context, asked).run();

    // Then
    assertThat(state(asked)).isEqualTo(IngestionState.DONE);
    assertThat(logged(asked).state()).isEqualTo(IngestionState.DONE);
  }

  @Test
  @Timeout(300)
  void restartAbortsOpenTransactionsAndResumesUnfinishedIngestions() throws Exception {
    // Given
    Owner former = Owner.start("restarted");
    Ingestion asked =
        states.publish(request("restarts").hashing(former, Clock.systemUTC().instant()));
    // Kafka itself would abort the transaction only after the time limit
    RowProducer killed =
        new PatientProducers(kafka, topics, config).open(dataset, asked.key().orElseThrow());
    Checkpoint owned = begin(killed, asked, former);
    send(killed, asked, owned, 0, 50, false);

    // When
    TransferContext context = context("restarted", producers);
    List<Ingestion> unfinished = recover(context);

    // Then
    assertThat(unfinished).extracting(Ingestion::id).containsExactly(asked.id());
    assertThat(keys(asked)).isEmpty();
    run(context, unfinished.get(0));
    assertEveryRowOnce(asked);
    killed.close();
  }

  @Test
  void cancelledIngestionStopsAfterAChunkAndRetryResumesThere() throws Exception {
    // Given a caller who cancels while the fourth chunk is committed, after the owner's commit
    Ingestion asked = request("cancelled");
    CancellationToken token = token();
    FaultyProducers watched =
        faulty(
            (number, commit) -> {
              if (number == 5) {
                token.cancel();
              }
              commit.call();
            });

    // When
    transfer(context("one", watched), dataset, asked, token);

    // Then
    assertThat(state(asked)).isEqualTo(IngestionState.CANCELLED);
    Checkpoint at = ingestions.checkpoint(asked.id()).orElseThrow();
    assertThat(at.rows()).isEqualTo(4 * CHUNK);
    assertThat(at.bytes()).isBetween(1L, asked.content().orElseThrow().bytes());
    assertThat(ingestions.readProgress(asked.id())).isEmpty();
    assertThat(keys(asked)).hasSize(4 * CHUNK);

    // When
    Ingestion again = ingestions.find(asked.id()).orElseThrow().queuedAgain(Owner.start("two"));
    transfer(context("two", producers), dataset, again);

    // Then
    assertThat(state(asked)).isEqualTo(IngestionState.DONE);
    assertEveryRowOnce(asked);
  }

  @ParameterizedTest(name = "the answer is lost: {0}")
  @ValueSource(booleans = {false, true})
  void ingestionCancelledDuringItsLastCommitIsDone(boolean lost) throws Exception {
    // Given
    Ingestion asked = request("too late " + lost);
    CancellationToken token = token();
    FaultyProducers watched =
        faulty(
            (number, commit) -> {
              if (number == 12) {
                token.cancel();
              }
              commit.call();
              if (number == 12 && lost) {
                throw new TimeoutException("the answer is lost");
              }
            });

    // When
    transfer(context("one", watched), dataset, asked, token);

    // Then
    assertThat(state(asked)).isEqualTo(IngestionState.DONE);
    assertThat(logged(asked).state()).isEqualTo(IngestionState.DONE);
    assertEveryRowOnce(asked);
  }

  @ParameterizedTest(name = "committed: {0}")
  @ValueSource(booleans = {false, true})
  void aCancelledIngestionStaysCancelledIfTheReplyIsLost(boolean cameAbout) throws Exception {
    // Given
    Ingestion asked = request("unknown end " + cameAbout);
    CancellationToken token = token();
    FaultyProducers watched =
        faulty(
            (number, commit) -> {
              if (number == 5) {
                token.cancel();
              }
              if (number != 6 || cameAbout) {
                commit.call();
              }
              if (number == 6) {
                throw new TimeoutException("the answer is lost");
              }
            });

    // When
    transfer(context("one", watched), dataset, asked, token);

    // Then
    assertThat(logged(asked).state()).isEqualTo(IngestionState.CANCELLED);
    assertThat(keys(asked)).hasSize(4 * CHUNK);
  }

  @Test
  void cancellingAReaderThatWasTakenOverHasNoEffect() throws Exception {
    // Given
    Ingestion asked = request("taken");
    CancellationToken token = token();
    TransferContext heir = context("heir", producers);
    FaultyProducers slow =
        faulty(
            (number, commit) -> {
              if (number == 5) {
                run(heir, asked);
                token.cancel();
              }
              commit.call();
            });

    // When
    transfer(context("slow", slow), dataset, asked, token);

    // Then
    assertThat(logged(asked).state()).isEqualTo(IngestionState.DONE);
    assertThat(logged(asked).owner()).isEqualTo(heir.owner());
    assertEveryRowOnce(asked);
  }

  @Test
  void cancellationBeforeTheStartLeavesTheOtherReaderAlone() throws Exception {
    // Given
    Ingestion first = request("another's");
    RowProducer other = producers.open(dataset, first.key().orElseThrow());
    send(other, first, begin(other, first, Owner.start("other")), 0, 300, true);
    Ingestion second = request(first);
    IngestionTask task = task(context("one", producers), second);
    task.cancel(Duration.ZERO);

    // When
    task.run();

    // Then
    assertThat(state(second)).isEqualTo(IngestionState.CANCELLED);
    assertThat(logged(first).state()).isEqualTo(IngestionState.READING);
    other.close();
  }

  @Test
  void restartDoesNotResumeCancelledIngestions() throws Exception {
    // Given a reader that is killed as soon as it has recorded the cancellation
    Ingestion asked = request("stays cancelled");
    Owner killed = Owner.start("killed");
    RowProducer producer =
        new PatientProducers(kafka, topics, config).open(dataset, asked.key().orElseThrow());
    Checkpoint owned = begin(producer, asked, killed);
    send(producer, asked, owned, 0, 50, false);
    producer.abandon(
        List.of(asked.reading(killed, asked.source()).cancelled(Clock.systemUTC().instant())));

    // When
    List<Ingestion> unfinished = recover(context("killed", producers));

    // Then
    assertThat(unfinished).isEmpty();
    assertThat(keys(asked)).isEmpty();
    producer.close();
  }

  @Test
  void aRestartCarriesOutAcceptedCancellations() throws Exception {
    // Given a reader that is killed before Kafka lets it end
    Ingestion asked = request("promised");
    Owner former = Owner.start("promising");
    RowProducer killed = producers.open(dataset, asked.key().orElseThrow());
    Checkpoint half = send(killed, asked, begin(killed, asked, former), 0, 300, true);
    send(killed, asked, half, 300, 350, false);
    cancelNotes(former).add(asked.id());

    // When
    TransferContext context = context("promising", producers);
    List<Ingestion> unfinished = recover(context);

    // Then
    assertThat(unfinished).isEmpty();
    assertThat(logged(asked).state()).isEqualTo(IngestionState.CANCELLED);
    assertThat(keys(asked)).hasSize(300);
    assertThat(cancelNotes(former).contains(asked.id())).isFalse();
    killed.close();

    // When it is retried, and the ingestor restarts
    states.publish(logged(asked).queuedAgain(context.owner()));
    List<Ingestion> again = recover(context("promising", producers));

    // Then
    assertThat(again).extracting(Ingestion::id).containsExactly(asked.id());
  }

  @Test
  void aRestartIgnoresCancellationsAcceptedByOthers() throws Exception {
    // Given
    Owner former = Owner.start("here");
    Ingestion asked = states.publish(request("elsewhere").hashing(former, Instant.now()));
    CancelNotes elsewhere = cancelNotes(Owner.start("there"));
    elsewhere.add(asked.id());

    // When
    List<Ingestion> unfinished = recover(context("here", producers));

    // Then
    assertThat(unfinished).extracting(Ingestion::id).containsExactly(asked.id());
    assertThat(elsewhere.contains(asked.id())).isTrue();
  }

  @Test
  void deadReplayResumesAtItsOwnCheckpoint() throws Exception {
    // Given a source that was read, and a replay of it that dies
    Ingestion first = request("replayed");
    transfer(context("one", producers), dataset, first);
    Ingestion replay = replay(first);
    RowProducer zombie = producers.open(dataset, replay.key().orElseThrow());
    Checkpoint half = send(zombie, replay, begin(zombie, replay, Owner.start("x")), 0, 300, true);
    send(zombie, replay, half, 300, 350, false);

    // When
    transfer(context("heir", producers), dataset, replay);

    // Then
    assertThat(state(replay)).isEqualTo(IngestionState.DONE);
    assertThat(keys(replay)).containsExactlyInAnyOrderElementsOf(keys(first)).hasSize(ROWS);
    zombie.close();

    // When the file is ingested again without a replay
    Ingestion again = request(first);
    transfer(context("one", producers), dataset, again);

    // Then
    assertThat(ingestions.find(again.id()).orElseThrow().knownAs()).contains(first.id());
    assertThat(keys(again)).isEmpty();
  }

  @Test
  void restartResumesAReplayAndAbortsItsTransaction() throws Exception {
    // Given
    Ingestion first = request("replay restarts");
    transfer(context("one", producers), dataset, first);
    Owner former = Owner.start("replaying");
    Ingestion replay = states.publish(replay(first).hashing(former, Clock.systemUTC().instant()));
    RowProducer killed = producers.open(dataset, replay.key().orElseThrow());
    send(killed, replay, begin(killed, replay, former), 0, 50, false);

    // When
    TransferContext context = context("replaying", producers);
    List<Ingestion> unfinished = recover(context);
    run(context, unfinished.get(0));

    // Then
    assertThat(unfinished).extracting(Ingestion::id).containsExactly(replay.id());
    assertThat(keys(replay)).hasSize(ROWS).doesNotHaveDuplicates();
    killed.close();
  }

  @Test
  void laterReplayReplacesTheEarlierOne() throws Exception {
    // Given
    Ingestion first = request("replayed twice");
    transfer(context("one", producers), dataset, first);
    Ingestion earlier = replay(first);
    Ingestion later = replay(first);
    TransferContext other = context("other", producers);
    FaultyProducers overtaken =
        faulty(
            (number, commit) -> {
              if (number == 5) {
                run(other, later);
              }
              commit.call();
            });

    // When
    transfer(context("one", overtaken), dataset, earlier);

    // Then
    assertThat(logged(later).state()).isEqualTo(IngestionState.DONE);
    assertThat(keys(later)).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(state(earlier)).isEqualTo(IngestionState.FAILED);
    assertThat(logged(earlier).error())
        .contains(
            "replayed twice.csv: replaced by the later replay %s on other".formatted(later.id()));
    assertThat(keys(earlier)).hasSize(3 * CHUNK);
    assertThat(isBefore(earlier, later)).isTrue();
  }

  @Test
  void anEarlierReplayFailsIfALaterOneHasBegun() throws Exception {
    // Given
    Ingestion first = request("replayed late");
    transfer(context("one", producers), dataset, first);
    Ingestion earlier = replay(first);
    Ingestion later = replay(first);
    TransferContext other = context("other", producers);
    FaultyProducers disturbed =
        faulty(
            (number, commit) -> {
              if (number == 5) {
                run(other, earlier);
              }
              commit.call();
            });

    // When
    transfer(context("one", disturbed), dataset, later);

    // Then
    assertThat(logged(earlier).state()).isEqualTo(IngestionState.FAILED);
    assertThat(keys(earlier)).isEmpty();
    assertThat(logged(later).state()).isEqualTo(IngestionState.DONE);
    assertThat(keys(later)).hasSize(ROWS).doesNotHaveDuplicates();

    // When it is retried
    Ingestion again = states.publish(logged(earlier).queuedAgain(other.owner()));
    transfer(other, dataset, again);

    // Then
    assertThat(logged(earlier).state()).isEqualTo(IngestionState.FAILED);
    assertThat(keys(earlier)).isEmpty();
  }

  @Test
  void replacedReplaySendsNoMoreRowsAfterItsRestart() throws Exception {
    // Given
    Ingestion first = request("replay dies");
    transfer(context("one", producers), dataset, first);
    Owner former = Owner.start("dying");
    Ingestion earlier = states.publish(replay(first).hashing(former, Instant.now()));
    RowProducer killed = producers.open(dataset, earlier.key().orElseThrow());
    Checkpoint half = send(killed, earlier, begin(killed, earlier, former), 0, 300, true);
    send(killed, earlier, half, 300, 350, false);
    TransferContext restarted = context("dying", producers);
    Ingestion takenUp = recover(restarted).get(0);

    // When another ingestor replays the source between the restart and the end of its hashing
    Ingestion hashing = states.publish(takenUp.hashing(restarted.owner(), Instant.now()));
    Ingestion later = replay(first);
    transfer(context("other", producers), dataset, later);
    states.publish(hashing);
    transfer(restarted, dataset, hashing);

    // Then
    assertThat(keys(earlier)).hasSize(300);
    assertThat(logged(earlier).state()).isEqualTo(IngestionState.FAILED);
    assertThat(keys(later)).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(isBefore(earlier, later)).isTrue();
    killed.close();
  }

  @Test
  void sourceInItsFirstReadingCannotBeReplayed() throws Exception {
    // Given
    Ingestion first = request("still read");
    RowProducer other = producers.open(dataset, first.key().orElseThrow());
    send(other, first, begin(other, first, Owner.start("other")), 0, 300, true);
    Ingestion replay = replay(first);

    // When
    task(context("one", producers), replay).run();

    // Then
    assertThat(state(replay)).isEqualTo(IngestionState.FAILED);
    assertThat(logged(replay).error())
        .contains(
            "still read.csv: is still being read for the first time, as %s on other;"
                    .formatted(first.id())
                + " replay it when that has ended");
    assertThat(logged(first).state()).isEqualTo(IngestionState.READING);
    assertThat(keys(replay)).isEmpty();
    other.close();
  }

  @Test
  void aReaderIsDoneIfAnotherHasFinishedItsSource() throws Exception {
    // Given a reader that publishes that it hashes the source, after another has finished it
    Ingestion asked = request("overtaken");
    transfer(context("fast", producers), dataset, asked);
    TransferContext slow = context("slow", producers);
    Ingestion hashing = states.publish(asked.hashing(slow.owner(), Clock.systemUTC().instant()));

    // When
    transfer(slow, dataset, hashing);

    // Then
    assertThat(logged(asked).state()).isEqualTo(IngestionState.DONE);
    assertEveryRowOnce(asked);
  }

  private void assertEveryRowOnce(Ingestion ingestion) throws Exception {
    List<String> expected = IntStream.range(0, ROWS).mapToObj(row -> key(ingestion, row)).toList();
    assertThat(keys(ingestion)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Whether no row of one ingestion comes after one of the other, in any partition. */
  private boolean isBefore(Ingestion one, Ingestion other) throws Exception {
    Map<Integer, Long> starts = new HashMap<>();
    reader
        .read(dataset.topic(), other.id())
        .forEach(row -> starts.merge(row.partition(), row.offset(), Math::min));
    return reader.read(dataset.topic(), one.id()).stream()
        .allMatch(row -> row.offset() < starts.getOrDefault(row.partition(), Long.MAX_VALUE));
  }

  private List<String> keys(Ingestion ingestion) throws Exception {
    return reader.read(dataset.topic(), ingestion.id()).stream().map(ConsumerRecord::key).toList();
  }

  private IngestionState state(Ingestion ingestion) {
    return ingestions.find(ingestion.id()).orElseThrow().state();
  }

  private static void run(TransferContext context, Ingestion ingestion) {
    try {
      transfer(context, rides(context), ingestion);
    } catch (ShutdownException e) {
      throw new AssertionError(e);
    }
  }

  private static void transfer(TransferContext context, Dataset dataset, Ingestion ingestion)
      throws ShutdownException {
    transfer(context, dataset, ingestion, token());
  }

  private static void transfer(
      TransferContext context, Dataset dataset, Ingestion ingestion, CancellationToken token)
      throws ShutdownException {
    new SourceTransfer(context, dataset, ingestion, token, finished -> {}).run();
  }

  private IngestionTask task(TransferContext context, Ingestion ingestion) {
    IngestionTask task = new IngestionTask(context, dataset, ingestion);
    task.begin();
    return task;
  }

  private static CancellationToken token() {
    return new CancellationToken(new ShutdownSignal());
  }

  /** The current state of an ingestion in the log. */
  private Ingestion logged(Ingestion ingestion) {
    try (IngestionLog log = new IngestionLog(kafka, admin, IsolationLevel.READ_COMMITTED)) {
      log.catchUp();
      return log.ingestion(ingestion.id()).orElseThrow();
    }
  }

  private Ingestion replay(Ingestion of) {
    Request request =
        new Request(
            dataset.name(),
            dataset.topic(),
            of.source(),
            TextOptions.DEFINED,
            true,
            Clock.systemUTC().instant());
    return Ingestion.queued(ids.next(), request, Owner.start("asker"))
        .holding(of.content().orElseThrow(), List.of());
  }

  private static Dataset rides(TransferContext context) {
    return Catalog.load(Path.of("../datasets")).find("rides").orElseThrow();
  }

  private FaultyProducers faulty(FaultyProducers.CommitFault fault) {
    return new FaultyProducers(kafka, topics, config, fault);
  }

  private List<Ingestion> recover(TransferContext context) throws ShutdownException {
    CancelNotes notes = cancelNotes(context.owner());
    return new Recovery(context, notes, definitions, topics, producers, kafka, admin).run();
  }

  private CancelNotes cancelNotes(Owner owner) {
    return new CancelNotes(new StateFolder(config, owner), Clock.systemUTC());
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
        OpenTelemetry.noop().getTracer("test"),
        LIMITS,
        UnpackLimits.STANDARD,
        landing,
        ChangedFiles.WARN,
        new ShutdownSignal(),
        Clock.systemUTC());
  }

  /** A request to read a file with rows of its own. */
  private Ingestion request(String name) throws Exception {
    StringBuilder csv = new StringBuilder("ride_id,started_at,ended_at\n");
    for (int row = 0; row < ROWS; row++) {
      csv.append(name).append(row).append(",2020-05-01 10:00:00,2020-05-01 10:20:00\n");
    }
    Path file = Files.writeString(folder.resolve(name + ".csv"), csv);
    return request(DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0));
  }

  /** Adds a row to a source that was requested without it. */
  private static void append(Ingestion requested) throws IOException {
    Files.writeString(
        requested.source().file(),
        "x,2020-05-01 10:00:00,2020-05-01 10:20:00\n",
        StandardOpenOption.APPEND);
  }

  private Ingestion request(Ingestion same) throws Exception {
    return request(same.source());
  }

  private Ingestion request(SourceFile source) throws Exception {
    return request(source, TextOptions.DEFINED);
  }

  private Ingestion request(SourceFile source, TextOptions text) throws Exception {
    Request request =
        new Request(
            dataset.name(), dataset.topic(), source, text, false, Clock.systemUTC().instant());
    return Ingestion.queued(ids.next(), request, Owner.start("asker"))
        .holding(
            Content.of(source, ReadOptions.of(dataset, text, UnpackLimits.STANDARD), passed -> {}),
            List.of());
  }

  private static String key(Ingestion ingestion, int row) {
    return ingestion.source().name().replace(".csv", "") + row;
  }

  private static String hash(Ingestion ingestion) {
    return ingestion.content().orElseThrow().hash();
  }

  private Checkpoint begin(RowProducer producer, Ingestion ingestion, Owner owner) {
    Checkpoint first = Checkpoint.first(ingestion.id(), ingestion.key().orElseThrow(), owner);
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
      rows.moveTo(new Position(from, Optional.empty()), passed -> {});
      var chunk = producer.begin(ingestion, behind);
      for (int row = from; row < to; row++) {
        chunk.add(rows.next().orElseThrow(), rows::tooLarge);
      }
      return commit ? chunk.commit(rows, IngestionFigures.NONE, false, List.of()) : behind;
    }
  }

  private KafkaProducer<String, String> foreignTransaction() throws Exception {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("transactional.id", "foreign");
    settings.put("transaction.timeout.ms", "600000");
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(TopicNames.INGESTIONS, "foreign", "{}")).get();
    return producer;
  }

  @Test
  void missingFileFailsItsIngestion() throws Exception {
    // Given
    Ingestion asked = request("gone");
    Files.delete(asked.source().file());

    // When
    transfer(context("one", producers), dataset, asked);

    // Then
    assertThat(state(asked)).isEqualTo(IngestionState.FAILED);
    assertThat(Optional.of("gone.csv: there is no such file"))
        .isEqualTo(ingestions.find(asked.id()).orElseThrow().error());
  }
}
