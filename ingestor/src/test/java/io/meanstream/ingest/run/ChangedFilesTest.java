package io.meanstream.ingest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.ingest.ChangedFiles;
import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.IngestionLog;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.RowProducers;
import io.meanstream.ingest.kafka.StateChannel;
import io.meanstream.ingest.state.Ingestion;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.Ingestions;
import io.meanstream.ingest.state.Owner;
import io.meanstream.ingest.state.Request;
import io.meanstream.protocol.IngestionState;
import io.meanstream.source.DataFiles;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.meanstream.testing.Archives;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Files that repeat rows; each test has its own dataset. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class ChangedFilesTest {

  private static final String HEADER = "at,station,price\n";
  private static final String ROWS =
      HEADER
          + "2024-05-01 10:00:00,Dam,1\n"
          + "2024-05-01 11:00:00,Dam,2\n"
          + "2024-05-01 12:00:00,Quay,3\n";
  private static final String GROWN = ROWS + "2024-05-01 13:00:00,Quay,4\n";
  private static final String CORRECTED = ROWS.replace("Quay,3", "Quay,5");

  private static final String CHANGED =
      "was ingested before with other content; without a key its rows count again";
  private static final String BEGINS =
      "begins with all rows of log.csv, which was ingested before; without a key its rows count"
          + " again";

  @TempDir Path folder;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;
  @Inject RowProducers producers;
  @Inject StateChannel states;
  @Inject Ingestions ingestions;
  @Inject IngestionIds ids;
  @Inject TransferContext service;

  private IngestionLog log;
  private Dataset dataset;

  @BeforeEach
  void aDatasetWithoutAKey(TestInfo test) throws IOException {
    ReadyService.await();
    log = new IngestionLog(kafka, admin, IsolationLevel.READ_COMMITTED);
    dataset = dataset("changed-" + Math.abs(test.getDisplayName().hashCode()), "");
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void grownFileIsReadWithWarning() throws Exception {
    // Given
    Path file = write("log.csv", ROWS);
    assertThat(ingest(file).warnings().texts()).isEmpty();

    // When
    Ingestion grown = ingest(write("log.csv", GROWN));

    // Then
    assertThat(grown.state()).isEqualTo(IngestionState.DONE);
    assertThat(ingestions.checkpoint(grown.id()).orElseThrow().rows()).isEqualTo(4);
    assertThat(grown.warnings().texts()).containsExactly(CHANGED);
    assertThat(logged(grown).warnings().texts()).containsExactly(CHANGED);
  }

  @Test
  void sameNameInAnotherFolderIsReadWithWarning() throws Exception {
    ingest(write("log.csv", ROWS));

    assertThat(ingest(write("later/log.csv", CORRECTED)).warnings().texts())
        .containsExactly(CHANGED);
  }

  @Test
  void sameFileThroughItsFolderIsReadWithWarning() throws Exception {
    // Given
    ingest(write("in/2024/log.csv", ROWS));

    // When
    write("in/2024/log.csv", CORRECTED);
    Ingestion again = ingest(folder.resolve("in"));

    // Then
    assertThat(again.source().name()).isEqualTo("2024/log.csv");
    assertThat(again.warnings().texts()).containsExactly(CHANGED);
  }

  @Test
  void grownFileUnderAnotherNameIsReadWithWarning() throws Exception {
    ingest(write("log.csv", ROWS));

    assertThat(ingest(write("all.csv", GROWN)).warnings().texts()).containsExactly(BEGINS);
  }

  @Test
  void grownFileInArchiveIsReadWithWarning() throws Exception {
    ingest(write("log.csv", ROWS));

    Path zip = Archives.zip(folder.resolve("year.zip"), "january.csv", GROWN);
    assertThat(ingest(zip).warnings().texts()).containsExactly(BEGINS);

    Path gzip = folder.resolve("february.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write((GROWN + "2024-05-01 14:00:00,Quay,5\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(ingest(gzip).warnings().texts())
        .containsExactly(BEGINS.replace("log.csv", "year.zip!/january.csv"));
  }

  @Test
  void changedArchiveEntryIsReadWithWarning() throws Exception {
    ingest(Archives.zip(folder.resolve("year.zip"), "january.csv", ROWS));

    Path zip = Archives.zip(folder.resolve("year.zip"), "january.csv", CORRECTED);
    assertThat(ingest(zip).warnings().texts()).containsExactly(CHANGED);
  }

  @Test
  void filesReadByOtherIngestorsCount() throws Exception {
    // Given
    TransferContext other = context(Owner.start("other"), ChangedFiles.WARN);
    ingest(other, write("log.csv", ROWS), false);

    // When
    Ingestion grown = ingest(write("log.csv", GROWN));

    // Then
    assertThat(grown.warnings().texts()).containsExactly(CHANGED);
  }

  @Test
  void newRepeatedAndReplayedFilesGetNoWarning() throws Exception {
    // Given
    ingest(write("empty.csv", HEADER));
    Path file = write("log.csv", ROWS);
    assertThat(ingest(file).warnings().texts()).isEmpty();

    // Then
    Path other = write("other.csv", HEADER + "2024-05-02 10:00:00,Dam,1\n");
    assertThat(ingest(other).warnings().texts()).isEmpty();
    Ingestion again = ingest(write("copy/log.csv", ROWS));
    assertThat(again.state()).isEqualTo(IngestionState.KNOWN);
    assertThat(again.warnings().texts()).isEmpty();
    Ingestion replayed = ingest(context(service.owner(), ChangedFiles.REFUSE), file, true);
    assertThat(replayed.state()).isEqualTo(IngestionState.DONE);
    assertThat(replayed.warnings().texts()).isEmpty();
  }

  @Test
  void keyedDatasetsGetCorrectionsInsteadOfWarnings() throws Exception {
    dataset = dataset("changed-keyed", "key: [[station, at]]");
    ingest(write("log.csv", ROWS));

    assertThat(ingest(write("log.csv", GROWN)).warnings().texts()).isEmpty();
  }

  @Test
  void filesThatFailedBeforeTheirFirstRowDoNotCount() throws Exception {
    // Given
    Ingestion failed = ingest(write("log.csv", "colour\nred\n"));
    assertThat(failed.state()).isEqualTo(IngestionState.FAILED);

    // Then
    assertThat(ingest(write("log.csv", ROWS)).warnings().texts()).isEmpty();
  }

  @Test
  void changedFileIsRefusedIfConfigured() throws Exception {
    // Given
    TransferContext strict = context(service.owner(), ChangedFiles.REFUSE);
    ingest(strict, write("log.csv", ROWS), false);

    // When
    Ingestion refused = ingest(strict, write("log.csv", GROWN), false);

    // Then
    assertThat(refused.state()).isEqualTo(IngestionState.FAILED);
    assertThat(refused.error())
        .contains(
            "log.csv: " + CHANGED + "; refused, since meanstream.ingestor.changed-files is refuse");
    assertThat(ingestions.checkpoint(refused.id())).isEmpty();

    // When it is retried by a service that only warns
    Ingestion again = run(service, states.publish(refused.queuedAgain(service.owner())));

    // Then
    assertThat(again.state()).isEqualTo(IngestionState.DONE);
    assertThat(again.warnings().texts()).containsExactly(CHANGED);
  }

  private Ingestion ingest(Path path) throws Exception {
    return ingest(service, path, false);
  }

  private Ingestion ingest(TransferContext context, Path path, boolean replay) throws Exception {
    SourceFile source = DataFiles.below(path, UnpackLimits.STANDARD).sources().get(0);
    Request request =
        new Request(
            dataset.name(),
            dataset.topic(),
            source,
            TextOptions.DEFINED,
            replay,
            Clock.systemUTC().instant());
    return run(context, states.publish(Ingestion.queued(ids.next(), request, context.owner())));
  }

  private Ingestion run(TransferContext context, Ingestion asked) throws ShutdownException {
    IngestionTask task = new IngestionTask(context, dataset, asked);
    task.begin();
    task.run();
    return ingestions.find(asked.id()).orElseThrow();
  }

  private Ingestion logged(Ingestion ingestion) {
    log.catchUp();
    return log.ingestion(ingestion.id()).orElseThrow();
  }

  private TransferContext context(Owner owner, ChangedFiles changedFiles) {
    return new TransferContext(
        owner,
        log,
        producers,
        states,
        ingestions,
        service.metrics(),
        service.tracer(),
        service.limits(),
        service.unpack(),
        service.landing(),
        changedFiles,
        new ShutdownSignal(),
        Clock.systemUTC());
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Dataset dataset(String name, String key) throws IOException {
    Path definitions = Files.createDirectories(folder.resolve("definitions"));
    Files.writeString(
        definitions.resolve(name + ".yaml"),
        """
        name: %s
        source: {zone: UTC}
        time: at
        fields: {at: {type: timestamp}, station: {type: string, required: true}, price: {type: integer}}
        %s
        """
            .formatted(name, key));
    return Catalog.load(definitions).find(name).orElseThrow();
  }
}
