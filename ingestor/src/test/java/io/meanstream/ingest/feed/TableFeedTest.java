package io.meanstream.ingest.feed;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.TableDdl;
import io.meanstream.catalog.source.TableFeed;
import io.meanstream.cluster.Ports;
import io.meanstream.cluster.PostgresServer;
import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.TopicReader;
import io.meanstream.ingest.landing.Arrival;
import io.meanstream.ingest.landing.FaultyLanding;
import io.meanstream.ingest.landing.Landing;
import io.meanstream.ingest.landing.TablePosition;
import io.meanstream.ingest.run.Ingestor;
import io.meanstream.ingest.run.ShutdownSignal;
import io.meanstream.source.http.AllowedOrigins;
import io.meanstream.source.http.HttpFetcher;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Inject Landing landing;
  @Inject Ingestor ingestor;
  @Inject FeedMetrics metrics;
  @Inject ShutdownSignal shutdown;
  @Inject Clock clock;

  @ConfigProperty(name = "meanstream.datasets")
  Path definitions;

  @BeforeAll
  static void startServer() throws SQLException {
    server = PostgresServer.start(data, Ports.free(), System.getenv(PASSWORD_VARIABLE));
    // its transactions would delay rows
    execute("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void aReadyService() {
    ReadyService.await();
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
    JsonPath first = FeedScenarios.fetched("table-one");
    execute("UPDATE \"table-one\" SET at = '2024-05-02' WHERE id = 2");
    JsonPath second = FeedScenarios.fetched("table-one");
    execute("UPDATE \"table-one\" SET at = '2024-05-01' WHERE id = 2");
    FeedScenarios.fetched("table-one");

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
    FeedScenarios.fetched("table-old");
    execute("UPDATE \"table-old\" SET at = '2024-05-02'");
    FeedScenarios.fetched("table-old");
    List<String> ids =
        FeedScenarios.ingestionsOf("table-old", 2).stream().map(it -> it.getString("id")).toList();

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
    assertThat(FeedScenarios.fetched("table-old").getInt("fetch.records")).isEqualTo(1);
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
      JsonPath delayed = FeedScenarios.fetched("table-two");

      // Then
      assertThat(delayed.getInt("fetch.records")).isZero();
      assertThat(delayed.getString("fetch.oldestTransaction")).isNotNull();
      assertThat(oldestTransaction("table-two")).isGreaterThan(1.7e9);
      open.commit();
    }
    assertThat(FeedScenarios.fetched("table-two").getInt("fetch.records")).isEqualTo(1);
    assertThat(oldestTransaction("table-two")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"by-tx | epoch: one", "by-column | 'ascending: at, settle: PT0S'"})
  void aFetchKeepsItsPositionWhenTheLandingDatabaseIsDownForOneQuery(String name, String order)
      throws Exception {
    // Given
    define(name, "password: {env: HOME}, " + order);
    execute(
        "CREATE TABLE \"%s\" (id int PRIMARY KEY, at timestamptz NOT NULL)".formatted(name),
        "INSERT INTO \"%s\" VALUES (1, '2024-05-01'), (2, '2024-05-02')".formatted(name));
    if (name.equals("by-tx")) {
      execute(ddl(name));
    }
    FetchReport first = fetch(name, landing);
    execute("INSERT INTO \"%s\" VALUES (3, '2024-05-03')".formatted(name));

    // When
    FetchReport second =
        fetch(name, FaultyLanding.failingOnce(landing, "lastPage", FaultyLanding.unavailable()));

    // Then
    assertThat(first.records()).isEqualTo(2);
    assertThat(second.records()).isEqualTo(1);
    assertThat(Files.readString(landing.lastPage(name).orElseThrow().source().file()))
        .contains("2024-05-03")
        .hasLineCount(1);
  }

  @Test
  void aPageThatLandedUnnoticedIsReadBeforeThoseOfTheNextFetch() throws Exception {
    // Given
    define("unnoticed", "password: {env: HOME}");
    execute(
        "CREATE TABLE unnoticed (id int PRIMARY KEY, at timestamptz)",
        ddl("unnoticed"),
        "INSERT INTO unnoticed VALUES (2, '2024-05-02')");
    String before;
    try (Arrival arrival = landing.open(".ndjson")) {
      arrival.out().write("{\"id\": 1, \"at\": \"2024-05-01\"}\n".getBytes(UTF_8));
      before = arrival.ingestion();
      landing.land(
          arrival,
          "unnoticed",
          "page-000000000001",
          Optional.of(new TablePosition("another table", 1, "1/1", List.of("1", "1"))));
    }

    // When
    fetch("unnoticed", landing);

    // Then
    List<JsonPath> read = FeedScenarios.ingestionsOf("unnoticed", 2);
    assertThat(read.get(0).getString("id")).isEqualTo(before);
    assertThat(read).extracting(it -> it.getString("state")).containsExactly("done", "done");
    assertThat(Instant.parse(read.get(1).getString("startedAt")))
        .isAfterOrEqualTo(read.get(0).getString("endedAt"));
  }

  @Test
  void aFeedGoesOnAfterAPageThatDidNotFitIntoMemory() throws Exception {
    // Given
    define("large", "password: {env: HOME}");
    execute(
        "CREATE TABLE large (id int PRIMARY KEY, at timestamptz)",
        ddl("large"),
        "INSERT INTO large VALUES (1, '2024-05-01')");
    Dataset dataset = Catalog.load(definitions).find("large").orElseThrow();
    Landing place =
        FaultyLanding.failingOnce(landing, "open", new OutOfMemoryError("too large a page"));
    RunningFeed feed =
        new RunningFeed(dataset, context(place), new Pace(data.resolve("not-before"), clock));

    // When
    FeedStatus failed = fetched(feed, dataset);
    FeedStatus done = fetched(feed, dataset);

    // Then
    assertThat(failed.fetching()).isFalse();
    assertThat(failed.fetch().orElseThrow().error())
        .contains("internal error: java.lang.OutOfMemoryError: too large a page");
    assertThat(done.fetch().orElseThrow().error()).isEmpty();
    assertThat(done.fetch().orElseThrow().records()).isEqualTo(1);
  }

  private static FeedStatus fetched(RunningFeed feed, Dataset dataset) throws InterruptedException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    feed.start(dataset, "fetch", thread);
    thread.shutdown();
    assertThat(thread.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return feed.status(dataset, false);
  }

  private FeedContext context(Landing place) {
    HttpFetcher http = new HttpFetcher(AllowedOrigins.alsoOf(List.of()), SOON);
    return new FeedContext(http, place, ingestor, metrics, shutdown, Duration.ofDays(30), clock);
  }

  /** Fetches a table in this thread, with pages that land in this place. */
  private FetchReport fetch(String name, Landing place) throws Exception {
    Dataset dataset = Catalog.load(definitions).find(name).orElseThrow();
    FeedContext context = context(place);
    AtomicReference<FetchReport> report =
        new AtomicReference<>(FetchReport.start("fetch", clock.instant()));
    metrics.watch(name);
    metrics.watchTable(name);
    FetchedPages pages = new FetchedPages(dataset, context, report.get(), report::set);
    TableFeed feed = (TableFeed) dataset.source().feed().orElseThrow();
    new TableFetch(dataset, feed, context, pages).run();
    return report.get();
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
  void permanentErrorsAreReportedWithoutRetries() throws Exception {
    define("table-three", "password: {env: NO_SUCH_PASSWORD}");
    assertThat(FeedScenarios.fetched("table-three").getString("fetch.error"))
        .isEqualTo(
            "the environment variable NO_SUCH_PASSWORD, which should contain the password, is not"
                + " set");

    define("table-three", "password: {env: PATH}");
    assertThat(FeedScenarios.fetched("table-three").getString("fetch.error"))
        .isEqualTo(
            server.url() + ": FATAL: password authentication failed for user \"meanstream\"");

    define("table-three", "password: {env: HOME}");
    assertThat(FeedScenarios.fetched("table-three").getString("fetch.error"))
        .isEqualTo(
            "table \"public\".\"table-three\" does not exist, or meanstream may not read it");
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
