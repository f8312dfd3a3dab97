package io.meanstream.ingest.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.source.TableDdl;
import io.meanstream.catalog.source.TableFeed;
import io.meanstream.cluster.Ports;
import io.meanstream.cluster.PostgresServer;
import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Feeds of tables in a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(ApiPort.class)
@ExtendWith(NoBlockedThreads.class)
class TableFeedTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** A variable that is set everywhere: a test cannot set one of its own. */
  private static final String PASSWORD_VARIABLE = "HOME";

  @TempDir static Path data;
  private static PostgresServer server;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;

  @ConfigProperty(name = "meanstream.datasets")
  Path definitions;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start(data, Ports.free(), System.getenv(PASSWORD_VARIABLE));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void aReadyService() {
    await().atMost(SOON).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void rowsAndUpdatesArriveAndTheStatusShowsThem() throws Exception {
    // Given
    define("table-one", "password: {env: HOME}, page_rows: 2");
    execute(
        "CREATE TABLE \"table-one\" (id int PRIMARY KEY, at timestamptz)",
        ddl("table-one"),
        "INSERT INTO \"table-one\" VALUES (1, '2024-05-01'), (2, '2024-05-01'), (3, null)");

    // When
    JsonPath first = FeedsTest.fetched("table-one");
    execute("UPDATE \"table-one\" SET at = '2024-05-02' WHERE id = 2");
    JsonPath second = FeedsTest.fetched("table-one");
    execute("UPDATE \"table-one\" SET at = '2024-05-01' WHERE id = 2");
    FeedsTest.fetched("table-one");

    // Then
    assertThat(first.getString("fetch.error")).isNull();
    assertThat(first.getInt("fetch.pages")).isEqualTo(2);
    assertThat(first.getInt("fetch.records")).isEqualTo(3);
    assertThat(first.getString("url")).isEqualTo(server.url() + " \"public\".\"table-one\"");
    assertThat(first.getString("page")).matches("\\d+, 3");
    assertThat(first.getString("fetch.oldestTransaction")).isNull();
    assertThat(second.getInt("fetch.records")).isEqualTo(1);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        new TopicReader(kafka, admin)
                            .read("table-one").stream().map(ConsumerRecord::value))
                    .as("a value that comes back is a correction, too")
                    .containsExactlyInAnyOrder(
                        "{\"id\":\"1\",\"at\":\"2024-05-01T00:00:00Z\"}",
                        "{\"id\":\"2\",\"at\":\"2024-05-01T00:00:00Z\"}",
                        "{\"id\":\"2\",\"at\":\"2024-05-01T00:00:00Z\"}",
                        "{\"id\":\"2\",\"at\":\"2024-05-02T00:00:00Z\"}"));
  }

  @Test
  void anOlderPageIsNotReadAgain() throws Exception {
    // Given
    define("table-old", "password: {env: HOME}");
    execute(
        "CREATE TABLE \"table-old\" (id int PRIMARY KEY, at timestamptz)",
        ddl("table-old"),
        "INSERT INTO \"table-old\" VALUES (1, '2024-05-01')");
    FeedsTest.fetched("table-old");
    execute("UPDATE \"table-old\" SET at = '2024-05-02'");
    FeedsTest.fetched("table-old");
    List<String> ids =
        FeedsTest.ingestionsOf("table-old", 2).stream().map(it -> it.getString("id")).toList();

    // When
    Response older = replay(ids.get(0));
    Response newest = replay(ids.get(1));

    // Then
    assertThat(older.statusCode()).isEqualTo(409);
    assertThat(older.jsonPath().getString("detail"))
        .isEqualTo(
            ids.get(0)
                + " is a page of a table, and later pages have newer versions of its rows. To read"
                + " the whole table again, set source.postgres.epoch to a new text");
    assertThat(newest.statusCode()).as(newest.asString()).isEqualTo(202);

    define("table-old", "password: {env: HOME}, epoch: again");
    assertThat(FeedsTest.fetched("table-old").getInt("fetch.records")).isEqualTo(1);
  }

  private static Response replay(String id) {
    return given()
        .header("Authorization", "Bearer " + KafkaResource.TOKEN)
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/ingestions/" + id + "/replay");
  }

  @Test
  void aTransactionThatDelaysIsShown() throws Exception {
    // Given
    define("table-two", "password: {env: HOME}");
    execute("CREATE TABLE \"table-two\" (id int PRIMARY KEY, at timestamptz)", ddl("table-two"));

    try (Connection open = connect();
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute("INSERT INTO \"table-two\" VALUES (1, '2024-05-01')");

      // When
      JsonPath delayed = FeedsTest.fetched("table-two");

      // Then
      assertThat(delayed.getInt("fetch.records")).isZero();
      assertThat(delayed.getString("fetch.oldestTransaction")).isNotNull();
      assertThat(oldestTransaction("table-two")).isGreaterThan(1.7e9);
      open.commit();
    }
    assertThat(FeedsTest.fetched("table-two").getInt("fetch.records")).isEqualTo(1);
    assertThat(oldestTransaction("table-two")).isZero();
  }

  private static double oldestTransaction(String dataset) {
    String name = "meanstream_feed_oldest_transaction_timestamp_seconds{dataset=\"%s\"} ";
    String line =
        given()
            .get("/q/metrics")
            .asString()
            .lines()
            .filter(it -> it.startsWith(name.formatted(dataset)))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void whatIsWrongIsReportedWithoutRetries() throws Exception {
    define("table-three", "password: {env: NO_SUCH_PASSWORD}");
    assertThat(FeedsTest.fetched("table-three").getString("fetch.error"))
        .isEqualTo(
            "the environment variable NO_SUCH_PASSWORD, which should contain the password, is not"
                + " set");

    define("table-three", "password: {env: PATH}");
    assertThat(FeedsTest.fetched("table-three").getString("fetch.error"))
        .isEqualTo(
            server.url() + ": FATAL: password authentication failed for user \"meanstream\"");

    define("table-three", "password: {env: HOME}");
    assertThat(FeedsTest.fetched("table-three").getString("fetch.error"))
        .isEqualTo("there is no table \"public\".\"table-three\" that meanstream may read");
  }

  private static void execute(String... sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + server.url(), PostgresServer.USER, System.getenv(PASSWORD_VARIABLE));
  }

  private String ddl(String name) throws IOException {
    return TableDdl.of(
        (TableFeed)
            Catalog.load(definitions).find(name).orElseThrow().source().feed().orElseThrow());
  }

  private void define(String name, String postgres) throws IOException {
    Files.writeString(
        definitions.resolve(name + ".yaml"),
        """
        name: %s
        time: at
        source:
          zone: UTC
          postgres: {url: "%s", user: meanstream, table: %s, %s}
        key: [[id]]
        fields: {id: {type: string}, at: {type: timestamp}}
        """
            .formatted(name, server.url(), name, postgres));
  }
}
