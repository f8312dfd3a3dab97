package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.cluster.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ingestor reads CSV, lines of JSON, and Parquet of any size with a heap of 384 MB, Parquet in
 * row groups of 64 MB. {@code -Dmegabytes.ndjson}, {@code -Dmegabytes.parquet} and {@code
 * -Dmegabytes.group} set the sizes; the CSV file has the rows of the lines of JSON.
 */
@Tag("thorough")
class LargeFormatsIT {

  private static final int NDJSON = Integer.getInteger("megabytes.ndjson", 600);
  private static final int PARQUET = Integer.getInteger("megabytes.parquet", 300);

  /** DuckDB makes one page of a column of a row group, so both are in memory. */
  private static final int GROUP = Integer.getInteger("megabytes.group", 64);

  /** The size of the rows below in bytes, as DuckDB writes them. */
  private static final int NDJSON_ROW = 324;

  private static final int PARQUET_ROW = 76;
  private static final int ROW_GROUP = GROUP * 1_000_000 / PARQUET_ROW;

  private static final Duration LIMIT = Duration.ofHours(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rides whose ids and places hardly compress, so that a row group is as large as it says. */
  private static final String RIDES =
      """
      SELECT md5(i::VARCHAR) AS ride_id, 'classic_bike' AS rideable_type,
        TIMESTAMP '2020-01-01' + INTERVAL (i %% 31000000) SECOND AS started_at,
        TIMESTAMP '2020-01-01' + INTERVAL (i %% 31000000 + 600) SECOND AS ended_at,
        'Station ' || (i %% 700) AS start_station_name,
        41 + random() AS start_lat, -87 - random() AS start_lng,
        41 + random() AS end_lat, -87 - random() AS end_lng,
        CASE WHEN i %% 3 = 0 THEN 'casual' ELSE 'member' END AS member_casual
      FROM range(%d) rides(i)
      """;

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  private KafkaBroker kafka;
  private PackagedService ingestor;
  private Path inbox;

  @BeforeEach
  void start() throws IOException {
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.copy(Meanstream.ROOT.resolve("datasets/rides.yaml"), definitions.resolve("rides.yaml"));
    inbox = Files.createDirectories(folder.resolve("inbox/rides"));
    kafka = KafkaBroker.start(folder.resolve("kafka"));
    ingestor =
        services
            .add(
                "ingestor",
                "384m",
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                    "MEANSTREAM_DATASETS", definitions.toString(),
                    "MEANSTREAM_INGESTOR_INBOX", folder.resolve("inbox").toString(),
                    "MEANSTREAM_INGESTOR_INBOX_QUIET", "200ms",
                    "MEANSTREAM_INGESTOR_STATE", folder.resolve("state").toString()))
            .start()
            .awaitReady();
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void csvIsReadInALittleMemory() throws IOException, SQLException {
    long rows = NDJSON * 1_000_000L / NDJSON_ROW;
    Path file = write("rides.csv", rows, "FORMAT csv");

    ingest(file, rows);
  }

  @Test
  void linesOfJsonAreReadInALittleMemory() throws IOException, SQLException {
    long rows = NDJSON * 1_000_000L / NDJSON_ROW;
    Path file = write("rides.ndjson", rows, "FORMAT json");

    ingest(file, rows);
  }

  @Test
  void parquetIsReadInTheMemoryOfARowGroup() throws IOException, SQLException {
    long rows = PARQUET * 1_000_000L / PARQUET_ROW;
    Path file = write("rides.parquet", rows, "FORMAT parquet, ROW_GROUP_SIZE " + ROW_GROUP);

    ingest(file, rows);
  }

  private Path write(String name, long rows, String format) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (%s)".formatted(RIDES.formatted(rows), file, format));
    }
    return file;
  }

  private void ingest(Path file, long rows) throws IOException {
    long bytes = Files.size(file);
    Path done = inbox.resolve("done").resolve(file.getFileName());
    Path failed = inbox.resolve("failed").resolve(file.getFileName());
    Files.move(file, inbox.resolve(file.getFileName()));
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              assertThat(ingestor.isAlive()).as("the ingestor").isTrue();
              return Files.exists(done) || Files.exists(failed);
            });
    assertThat(failed).doesNotExist();
    JsonNode ingestion =
        JSON.readTree(inbox.resolve("done/" + file.getFileName() + ".report.json").toFile())
            .get("ingestions")
            .get(0);
    assertThat(ingestion.get("state").asText()).as(ingestion.toString()).isEqualTo("done");
    assertThat(ingestion.get("read").asLong()).isEqualTo(rows);
    assertThat(ingestion.get("rejected").asLong()).isZero();
    tell(file, bytes, rows, ingestion);
  }

  private void tell(Path file, long bytes, long rows, JsonNode ingestion) throws IOException {
    Duration time =
        Duration.between(
            Instant.parse(ingestion.get("startedAt").asText()),
            Instant.parse(ingestion.get("endedAt").asText()));
    Path status = Path.of("/proc", Long.toString(ingestor.pid()), "status");
    String resident =
        Files.exists(status)
            ? Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("")
            : "";
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes, %,d rows in %.1f s, %,.0f rows/s, %s%n",
        file.getFileName(),
        bytes,
        rows,
        time.toMillis() / 1e3,
        rows * 1e3 / time.toMillis(),
        resident);
  }
}
