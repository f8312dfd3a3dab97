package io.meanstream.ingest.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.kafka.FaultyStates;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.StateChannel;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.LandedBatch;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.ingest.state.Request;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.DataFiles;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is queued, and in which order, when Kafka does not accept everything. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class QueueOrderTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;
  @Inject Ingestor service;
  @Inject TransferContext context;
  @Inject IngestorConfig config;
  @Inject LiveCatalog definitions;
  @Inject CancelNotes cancelNotes;
  @Inject Landing landing;
  @Inject Ingestions ingestions;
  @Inject IngestionIds ids;

  private IngestionLog log;
  private Dataset dataset;

  @BeforeEach
  void aReadyService() {
    await().atMost(SOON).until(service::isReady);
    log = new IngestionLog(kafka, admin, IsolationLevel.READ_COMMITTED);
    dataset = definitions.current().find("rides").orElseThrow();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void aBatchThatKafkaDoesNotKnowIsReadBeforeLaterOnesAfterARestart() throws Exception {
    // Given two batches, of which Kafka was down for the first
    LandedBatch first = land("order-1");
    LandedBatch second = land("order-2");
    Ingestion known =
        context
            .states()
            .publish(Ingestion.queued(second.ingestion(), request(second), context.owner()));

    // When
    Ingestor restarted = ingestor(context.states(), List.of(known));
    restarted.start(new StartupEvent());

    // Then
    Ingestion earlier = ended(first.ingestion());
    Ingestion later = ended(second.ingestion());
    assertThat(earlier.state()).isEqualTo(IngestionState.DONE);
    assertThat(later.state()).isEqualTo(IngestionState.DONE);
    assertThat(later.startedAt().orElseThrow()).isAfterOrEqualTo(earlier.endedAt().orElseThrow());
    restarted.stop(new ShutdownEvent());
  }

  @Test
  void acceptedSourcesAreReadEvenIfKafkaRefusesTheNextOne() throws Exception {
    // Given
    List<SourceFile> sources =
        List.of(source("accepted.csv", "order-3"), source("refused.csv", "order-4"));
    Ingestor ingestor = ingestor(new FaultyStates(context.states(), "refused.csv"), List.of());

    // When
    assertThatThrownBy(() -> ingestor.submit(dataset, sources, TextOptions.DEFINED, false))
        .isInstanceOf(KafkaException.class);

    // Then
    List<Ingestion> queued =
        ingestions.all().stream()
            .filter(ingestion -> sources.contains(ingestion.source()))
            .toList();
    assertThat(queued).extracting(it -> it.source().name()).containsExactly("accepted.csv");
    assertThat(ended(queued.get(0).id()).state()).isEqualTo(IngestionState.DONE);
    ingestor.stop(new ShutdownEvent());
  }

  /** An ingestor of the next process, which finds these ingestions unfinished. */
  private Ingestor ingestor(StateChannel states, List<Ingestion> unfinished) {
    TransferContext own =
        new TransferContext(
            context.owner(),
            log,
            context.producers(),
            states,
            ingestions,
            context.metrics(),
            context.tracer(),
            context.limits(),
            context.unpack(),
            landing,
            context.changedFiles(),
            new ShutdownSignal(),
            context.clock());
    Recovery recovery =
        new Recovery(own, cancelNotes, definitions, null, null, kafka, admin) {

          @Override
          List<Ingestion> run() {
            log.catchUp();
            return unfinished;
          }
        };
    return new Ingestor(
        own, recovery, definitions, new SourceQueues(config), cancelNotes, landing, ids);
  }

  private LandedBatch land(String ride) throws IOException {
    try (Arrival arrival = landing.open(".ndjson")) {
      String record =
          "{\"ride_id\": \"%s\", \"started_at\": \"2020-05-01 10:00:00\", \"ended_at\": \"2020-05-01 10:20:00\"}\n";
      arrival.out().write(record.formatted(ride).getBytes(UTF_8));
      return landing.land(arrival, dataset.name(), ride, Optional.empty());
    }
  }

  private Request request(LandedBatch batch) {
    return new Request(
        dataset.name(),
        dataset.topic(),
        batch.source(),
        TextOptions.DEFINED,
        false,
        context.clock().instant());
  }

  private SourceFile source(String name, String ride) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve(name),
            "ride_id,started_at,ended_at\n%s,2020-05-01 10:00:00,2020-05-01 10:20:00\n"
                .formatted(ride));
    return DataFiles.below(file, UnpackLimits.STANDARD).sources().get(0);
  }

  private Ingestion ended(String id) {
    return await()
        .atMost(SOON)
        .until(
            () -> ingestions.find(id),
            found -> found.filter(it -> it.state().isEnded()).isPresent())
        .orElseThrow();
  }
}
