package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.cluster.KafkaBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to an ingestor, each row of its sources is on the topic exactly once. */
@ExtendWith(Cluster.class)
class IngestorCrashIT {

  private static final int RIDES = 100_000;
  private static final Duration SOON = Duration.ofMinutes(2);

  private static final String CANCELLED = "crash-cancelled";
  private static final String SHARED = "crash-shared";
  private static final String REPLAYED = "crash-replayed";

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir static Path data;
  @TempDir Path folder;

  private static Sample sample;

  @BeforeAll
  static void writeSample() throws IOException {
    sample = Sample.write(Cluster.meanstream(), data.resolve("rides.csv"), RIDES, 11);
  }

  @BeforeEach
  void copyShippedDefinition() throws IOException {
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Path rides = Meanstream.ROOT.resolve("datasets/rides.yaml");
    Files.copy(rides, definitions.resolve("rides.yaml"));
  }

  /** Defines a dataset of rides under its own name. */
  private String define(String name, String more) throws IOException {
    Files.writeString(
        folder.resolve("definitions").resolve(name + ".yaml"),
        "extends: rides\nname: " + name + "\n" + more + "topic: " + name + "\n");
    return name;
  }

  @Test
  void rowsAreSentOnceWhenTheIngestorIsKilledThreeTimes() throws Exception {
    String byPosition = define("crash-position", "key: position\n");

    killInsideTransactions(3, "crash", csvFiles("crash", byPosition));

    assertThat(TopicRows.of(byPosition).keysInOrder()).isEqualTo(positions());
  }

  @Test
  @Tag("thorough")
  void rowsAreSentOnceWhenTheIngestorIsKilledTenTimes() throws Exception {
    String byPosition = define("crash-ten-position", "key: position\n");

    killInsideTransactions(10, "crash-ten", csvFiles("crash-ten", byPosition));

    assertThat(TopicRows.of(byPosition).keysInOrder()).isEqualTo(positions());
  }

  @Test
  @Tag("thorough")
  void parquetAndJsonRowsAreSentOnceWhenTheIngestorIsKilledTenTimes() throws Exception {
    killInsideTransactions(10, "crash-formats-ten", otherFormats("crash-formats-ten"));
  }

  private Map<String, Path> csvFiles(String name, String byPosition) throws IOException {
    return Map.of(
        define(name + "-csv", ""),
        sample.file(),
        define(name + "-gzip", ""),
        gzip(sample.file()),
        byPosition,
        sample.file());
  }

  /** The sample as DuckDB writes it: Parquet with ten row groups, and JSON Lines. */
  private Map<String, Path> otherFormats(String name) throws IOException, SQLException {
    Path parquet = folder.resolve("rides.parquet");
    Path lines = folder.resolve("rides.ndjson");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      String copy = "COPY (FROM read_csv('%s', all_varchar = true)) TO '%s' (%s)";
      statement.execute(
          copy.formatted(sample.file(), parquet, "FORMAT parquet, ROW_GROUP_SIZE 10240"));
      statement.execute(copy.formatted(sample.file(), lines, "FORMAT json"));
    }
    return Map.of(
        define(name + "-parquet", ""), parquet,
        define(name + "-lines", ""), lines);
  }

  /**
   * Ingests each file into its dataset. Rows are keyed by ride, except in datasets keyed by
   * position.
   */
  private void killInsideTransactions(int kills, String name, Map<String, Path> sources)
      throws Exception {
    // Given
    Ingestor ingestor = new Ingestor(services, name, folder.resolve("definitions"));
    ingestor.start();
    Map<String, String> ingestions = new HashMap<>();
    for (Map.Entry<String, Path> source : sources.entrySet()) {
      ingestions.put(source.getKey(), ingestor.ingest(source.getKey(), source.getValue()));
    }

    // When
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", Cluster.bootstrapServers()))) {
      for (int kill = 0; kill < kills; kill++) {
        int part = 5 + 50 * kill / (kills - 1);
        ingestor.awaitRead(ingestions.values(), RIDES / 100 * part);
        stopInside(ingestor, kafka, ingestions.keySet());
        ingestor.kill();
        ingestor.start();
      }
    }
    for (String id : ingestions.values()) {
      assertThat(ingestor.awaitEnd(id).get("state").asText()).isEqualTo("done");
    }

    // Then
    List<String> rideIds = sample.rideIds();
    for (String dataset : sources.keySet()) {
      if (!dataset.endsWith("-position")) {
        assertThat(TopicRows.of(dataset).keysInOrder()).as(dataset).isEqualTo(rideIds);
      }
    }
  }

  @Test
  @Tag("thorough")
  void onlyOneOfTwoIngestorsReadsASourceAndTheOtherNamesIt() throws Exception {
    // Given
    define(SHARED, "");
    Ingestor first = new Ingestor(services, "first", folder.resolve("definitions"));
    Ingestor second = new Ingestor(services, "second", folder.resolve("definitions"));
    first.start();
    second.start();
    String begun = first.ingest(SHARED, sample.file());
    first.awaitRead(List.of(begun), Ingestor.CHUNK_ROWS);
    first.pause();

    // When
    String asked = second.ingest(SHARED, sample.file());
    second.awaitReading(asked);
    second.pause();
    first.resume();
    JsonNode overtaken = first.awaitError(begun);
    second.resume();
    JsonNode known = second.awaitEnd(asked);

    // Then
    assertThat(overtaken.get("error").asText()).startsWith("taken over by second/");
    assertThat(known.get("state").asText()).isEqualTo("known");
    assertThat(known.get("knownAs").asText()).isEqualTo(begun);
    assertThat(second.reading(begun).get("state").asText()).isEqualTo("done");
    assertThat(TopicRows.of(SHARED).keysInOrder()).isEqualTo(sample.rideIds());
  }

  @Test
  @Tag("thorough")
  void onlyTheLaterOfTwoReplaysIsReadAndTheOtherNamesIt() throws Exception {
    // Given
    define(REPLAYED, "");
    Ingestor first = new Ingestor(services, "first", folder.resolve("definitions"));
    Ingestor second = new Ingestor(services, "second", folder.resolve("definitions"));
    first.start();
    second.start();
    first.awaitEnd(first.ingest(REPLAYED, sample.file()));
    String earlier = first.replay(REPLAYED, sample.file());
    first.awaitRead(List.of(earlier), Ingestor.CHUNK_ROWS);
    first.pause();

    // When
    String later = second.replay(REPLAYED, sample.file());
    second.awaitBegun(later);
    first.resume();
    JsonNode replaced = first.awaitEnd(earlier);
    JsonNode read = second.awaitEnd(later);

    // Then
    assertThat(replaced.get("state").asText()).isEqualTo("failed");
    assertThat(replaced.get("error").asText())
        .isEqualTo("rides.csv: replaced by the later replay %s on second".formatted(later));
    assertThat(read.get("state").asText()).isEqualTo("done");
    assertThat(TopicRows.of(REPLAYED, later).keysInOrder()).isEqualTo(sample.rideIds());
  }

  @Test
  @Tag("thorough")
  void anAcceptedCancelSurvivesAnIngestorKilledDuringAKafkaOutage() throws Exception {
    // Given
    define(CANCELLED, "");
    try (KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"))) {
      ProcessHandle broker = ProcessHandle.of(kafka.child().pid()).orElseThrow();
      Ingestor ingestor =
          new Ingestor(
              services, "promising", folder.resolve("definitions"), kafka.bootstrapServers());
      ingestor.start();
      String id = ingestor.ingest(CANCELLED, sample.file());
      ingestor.awaitRead(List.of(id), Ingestor.CHUNK_ROWS);
      Signal.STOP.to(broker);

      // When
      int answered = ingestor.cancel(id);
      ingestor.kill();
      Signal.CONT.to(broker);
      ingestor.start();

      // Then
      assertThat(answered).isEqualTo(202);
      assertThat(ingestor.reading(id).get("state").asText()).isEqualTo("cancelled");
      assertThat(ingestor.reading(id).get("read").asInt()).isBetween(Ingestor.CHUNK_ROWS, RIDES);
    }
  }

  /** Pauses the ingestor while all transactions are open, and stay so: no commit is in flight. */
  private static void stopInside(Ingestor ingestor, Admin kafka, Set<String> datasets) {
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              ingestor.pause();
              boolean all =
                  openTransactions(kafka).containsAll(datasets)
                      && openTransactions(kafka).containsAll(datasets);
              if (!all) {
                ingestor.resume();
              }
              return all;
            });
  }

  private static Set<String> openTransactions(Admin kafka) {
    try {
      return kafka.listTransactions().all().get().stream()
          .filter(each -> each.state() == TransactionState.ONGOING)
          .map(TransactionListing::transactionalId)
          .map(id -> id.substring(0, id.indexOf('|')))
          .collect(Collectors.toSet());
    } catch (Exception e) {
      throw new AssertionError("the broker does not list transactions", e);
    }
  }

  private Path gzip(Path plain) throws IOException {
    Path zipped = folder.resolve("rides.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(plain, out);
    }
    return zipped;
  }

  private List<String> positions() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sample.file()));
    String hash = HexFormat.of().formatHex(digest);
    List<String> keys = new ArrayList<>();
    for (int row = 1; row <= RIDES; row++) {
      keys.add(hash + "|" + row);
    }
    return keys;
  }
}
