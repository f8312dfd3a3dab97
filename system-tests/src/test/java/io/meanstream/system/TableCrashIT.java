package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.cluster.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every committed row of a table is in Kafka once, however its transactions end, and whenever the
 * ingestor and PostgreSQL are killed.
 */
@ExtendWith(Cluster.class)
class TableCrashIT {

  private static final Duration SOON = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  @Test
  void rowsAreSentOnceWhenTheIngestorIsKilledOnceAndPostgresIsKilled() throws Exception {
    killWhileWriting("table-crash", 1);
  }

  @Test
  @Tag("thorough")
  void rowsAreSentOnceWhenTheIngestorIsKilledTenTimesAndPostgresIsKilled() throws Exception {
    killWhileWriting("table-crash-ten", 10);
  }

  private void killWhileWriting(String dataset, int kills) throws Exception {
    // Given
    String url = Cluster.url("postgres");
    String password = LandedBatches.password();
    Ingestor ingestor =
        new Ingestor(
            services,
            dataset,
            define(dataset, url),
            Map.of("TABLE_PASSWORD", password, "MEANSTREAM_INGESTOR_FEEDS", dataset));
    long seed = RandomSeed.choose();
    try (TableWriters writers = new TableWriters(url, password, dataset, seed)) {
      createTable(writers, dataset);
      writers.start();
      ingestor.start();

      // When
      for (int kill = 1; kill <= kills; kill++) {
        awaitLanded(dataset, landed(dataset) + 4);
        ingestor.kill();
        if (kill == (kills + 1) / 2) {
          LandedBatches.killPostgres();
        }
        ingestor.start();
      }
      awaitLanded(dataset, landed(dataset) + 2);
      LandedBatches.killPostgres();
      awaitLanded(dataset, landed(dataset) + 2);
      writers.stop();

      // Then
      Map<String, String> table = table(dataset, writers);
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(lastVersions(dataset)).as("seed " + seed).isEqualTo(table));
      List<String> sent = sent(dataset);
      assertThat(sent).doesNotHaveDuplicates().doesNotContainAnyElementsOf(writers.rolledBack());
      assertThat(writers.rolledBack()).isNotEmpty();
      assertSameAverages(dataset, writers);
    }
  }

  private void createTable(TableWriters writers, String dataset) throws SQLException {
    try (Connection connection = writers.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE \"%s\" (id bigint PRIMARY KEY, version bigint, at timestamptz, level float8)"
              .formatted(dataset));
      Meanstream.Outcome ddl =
          Cluster.meanstream()
              .run(
                  "datasets",
                  "ddl",
                  dataset,
                  "--datasets",
                  folder.resolve("definitions").toString());
      assertThat(ddl.exit()).as(ddl.err()).isZero();
      statement.execute(ddl.out());
    }
  }

  private void awaitLanded(String dataset, long pages) {
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> landed(dataset) >= pages);
  }

  private long landed(String dataset) {
    return LandedBatches.IN_FOLDER.count(folder, dataset);
  }

  /** The version of each row. */
  private static Map<String, String> table(String dataset, TableWriters writers)
      throws SQLException {
    Map<String, String> versions = new HashMap<>();
    try (Connection connection = writers.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT id, version FROM \"%s\"".formatted(dataset))) {
      while (row.next()) {
        versions.put(row.getString(1), row.getString(2));
      }
    }
    return versions;
  }

  private static Map<String, String> lastVersions(String topic) {
    Map<String, String> versions = new HashMap<>();
    CommittedRecords.forEach(topic, row -> versions.put(row.key(), version(row.value())));
    return versions;
  }

  private static List<String> sent(String topic) {
    List<String> sent = new ArrayList<>();
    CommittedRecords.forEach(topic, row -> sent.add(row.key() + "/" + version(row.value())));
    return sent;
  }

  private static String version(byte[] value) {
    try {
      return JSON.readTree(value).get("version").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSameAverages(String dataset, TableWriters writers) throws Exception {
    String balance = Cluster.url("stats-api") + "/api/v1/balance?dataset=" + dataset;
    int sent = sent(dataset).size();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode now = Cluster.get(balance);
              assertThat(now.get("read").asInt()).as(now.toString()).isEqualTo(sent);
              assertThat(now.get("inFlight").asInt()).as(now.toString()).isZero();
            });
    Cluster.meanstream().json("aggregate", "--dataset", dataset);
    Set<String> days = new HashSet<>();
    try (Connection connection = writers.connect();
        Statement statement = connection.createStatement();
        ResultSet day =
            statement.executeQuery(
                """
                SELECT (at AT TIME ZONE 'UTC')::date, count(*), avg(level) FROM "%s" GROUP BY 1
                """
                    .formatted(dataset))) {
      List<JsonNode> averages = Cluster.averages(dataset, "day", "");
      while (day.next()) {
        JsonNode average =
            averages.stream()
                .filter(it -> it.get("label").asText().equals(text(day)))
                .findFirst()
                .orElseThrow();
        assertThat(average.get("count").asLong()).isEqualTo(day.getLong(2));
        assertThat(average.at("/measures/level/mean").asDouble())
            .isCloseTo(day.getDouble(3), within(1e-9));
        days.add(text(day));
      }
      assertThat(averages).hasSameSizeAs(days);
    }
  }

  private static String text(ResultSet day) {
    try {
      return day.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Path define(String dataset, String url) throws IOException {
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    for (Path each : List.of(definitions, Cluster.definitions())) {
      Files.writeString(
          each.resolve(dataset + ".yaml"),
          """
          name: %s
          time: at
          schedule: off
          source:
            zone: UTC
            postgres:
              url: %s
              user: %s
              password: {env: TABLE_PASSWORD}
              table: %s
              every: PT1S
              page_rows: 250
          key: [[id]]
          fields:
            id: {type: string}
            version: {type: integer}
            at: {type: timestamp}
            level: {type: double}
          measures: {level: {unit: m, expression: level}}
          """
              .formatted(dataset, url, PostgresServer.USER, dataset));
    }
    return definitions;
  }
}
