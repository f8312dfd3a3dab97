package io.meanstream.persist;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.testing.BlockedThreads;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Definitions that change while the service runs; each test has a dataset of its own. */
@QuarkusTest
@QuarkusTestResource(TestCluster.class)
@ExtendWith(BlockedThreads.class)
class LiveDefinitionsServiceTest {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String AT = "{\"at\":\"2024-03-31T23:30:00Z\"";

  @Inject ReactiveMongoClient client;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  @ConfigProperty(name = "meanstream.datasets")
  Path definitions;

  @TempDir Path elsewhere;

  private ReactiveMongoDatabase store;
  private TestTopics topics;

  @BeforeEach
  void connect() {
    store = client.getDatabase(database);
    topics = new TestTopics(bootstrapServers);
  }

  @AfterEach
  void disconnect() {
    topics.close();
  }

  @Test
  void rowsOfADatasetAddedAtRuntimeAreStored() throws IOException {
    // Given
    define("levels-a", "UTC", "");

    // When
    topics.create("levels-a", 3);
    send("levels-a", "a1", AT + "}");

    // Then
    awaitRows("levels-a", 1);
  }

  @Test
  void noRowIsDecodedWithAnOlderDefinition() throws IOException {
    // Given
    int edits = 20;
    topics.create("levels-b", 3);

    // When
    StringBuilder fields = new StringBuilder();
    for (int edit = 1; edit <= edits; edit++) {
      fields.append(", f%d: {type: integer}".formatted(edit));
      define("levels-b", "UTC", fields.toString());
      send("levels-b", "b" + edit, AT + ",\"f%d\":%d}".formatted(edit, edit));
    }

    // Then
    awaitRows("levels-b", edits);
    for (int edit = 1; edit <= edits; edit++) {
      BsonDocument row = row("levels-b", "b" + edit);
      assertThat(row.getInt64("f" + edit).getValue()).isEqualTo(edit);
    }
    assertThat(rejectsOf("levels-b")).isEmpty();
  }

  @Test
  void invalidDefinitionsAreReportedAndTheLastValidOnesStayActive() throws IOException {
    // Given
    define("levels-c", "UTC", "");
    topics.create("levels-c", 3);
    send("levels-c", "c1", AT + "}");
    awaitRows("levels-c", 1);

    // When
    define("levels-c", "Nowhere/AtAll", "");
    send("levels-c", "c2", AT + "}");

    // Then
    awaitRows("levels-c", 2);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body(containsString("levels-c.yaml: source.zone")));
    define("levels-c", "UTC", "");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> given().get("/q/health/ready").then().body(not(containsString("mistakes"))));
  }

  @Test
  void aChangedZonePausesThePartitionUntilItIsChangedBack() throws IOException {
    // Given
    define("levels-d", "UTC", "");
    topics.create("levels-d", 3);
    send("levels-d", "d1", AT + "}");
    awaitRows("levels-d", 1);

    // When
    define("levels-d", "Europe/Amsterdam", "");
    send("levels-d", "d2", AT + "}");

    // Then
    awaitPaused("zone of levels-d changed while rows are stored");
    assertThat(rows("levels-d")).hasSize(1);
    define("levels-d", "UTC", "");
    awaitRows("levels-d", 2);
    awaitReady();
    assertThat(days("levels-d")).containsExactly("2024-03-31");
  }

  @Test
  void rowsOfADeletedDatasetWaitUntilItIsDefinedAgain() throws IOException {
    // Given
    define("levels-e", "UTC", "");
    topics.create("levels-e", 3);
    send("levels-e", "e1", AT + "}");
    awaitRows("levels-e", 1);

    // When
    Files.delete(definitions.resolve("levels-e.yaml"));
    send("levels-e", "e2", AT + "}");

    // Then
    awaitPaused("no dataset uses topic levels-e any more");
    define("levels-e", "UTC", "");
    awaitRows("levels-e", 2);
    awaitReady();
    assertThat(rejectsOf("levels-e")).isEmpty();
  }

  @Test
  void rowsOfADefinitionNeverLoadedWaitForIt() throws IOException {
    // Given
    define("levels-f", "UTC", "");
    topics.create("levels-f", 1);
    send("levels-f", "f1", AT + "}");
    awaitRows("levels-f", 1);
    String fields = ", level: {type: integer}";
    Header newer = hashOf("levels-f", fields);

    // When a mistake replaces the newer definition before the service checks again
    define("levels-f", "Nowhere/AtAll", "");
    send("levels-f", "f2", AT + "}");
    send("levels-f", "f3", AT + ",\"level\":118}", newer);

    // Then
    awaitPaused("rows of levels-f need a newer definition");
    awaitPaused("levels-f.yaml: source.zone");
    assertThat(rows("levels-f").size()).isLessThan(3);

    // When
    define("levels-f", "UTC", fields);

    // Then
    awaitRows("levels-f", 3);
    awaitReady();
    assertThat(row("levels-f", "f3").getInt64("level").getValue()).isEqualTo(118);
    assertThat(rejectsOf("levels-f")).isEmpty();
  }

  /** Replaces the file atomically, so no reader sees half of it. */
  private void define(String name, String zone, String fields) throws IOException {
    Path written = definitions.resolve(name + ".new");
    Files.writeString(written, definition(name, zone, fields));
    Files.move(written, definitions.resolve(name + ".yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String definition(String name, String zone, String fields) {
    return "name: %s%nsource: {zone: %s}%ntime: at%nfields: {at: {type: timestamp}%s}%n"
        .formatted(name, zone, fields);
  }

  /** The header of rows that were read with a definition. */
  private Header hashOf(String name, String fields) throws IOException {
    Files.writeString(elsewhere.resolve(name + ".yaml"), definition(name, "UTC", fields));
    Dataset dataset = Catalog.load(elsewhere).find(name).orElseThrow();
    return TripFixtures.header("definition", dataset.recordHash());
  }

  private void send(String dataset, String key, String value, Header... further) {
    List<Header> headers = new ArrayList<>(List.of(further));
    headers.add(TripFixtures.header("dataset", dataset));
    headers.add(TripFixtures.header("source", "in-" + dataset));
    headers.add(TripFixtures.header("row", key.substring(1)));
    topics.send(
        List.of(
            new ProducerRecord<>(
                dataset, null, TripFixtures.bytes(key), TripFixtures.bytes(value), headers)));
  }

  private void awaitRows(String dataset, int count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(rows(dataset)).hasSize(count));
  }

  private static void awaitPaused(String why) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> given().get("/q/health/ready").then().statusCode(503).body(containsString(why)));
  }

  private static void awaitReady() {
    await().atMost(SOON).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  private List<BsonDocument> rows(String dataset) {
    return TestStore.all(store, "rows_" + dataset);
  }

  private BsonDocument row(String dataset, String key) {
    return rows(dataset).stream()
        .filter(row -> row.get("_id").equals(new BsonString(key)))
        .findFirst()
        .orElseThrow();
  }

  private List<String> days(String dataset) {
    return TestStore.all(store, "datasets").stream()
        .filter(document -> document.get("_id").equals(new BsonString(dataset)))
        .flatMap(document -> document.getDocument("days").keySet().stream())
        .toList();
  }

  private List<BsonDocument> rejectsOf(String dataset) {
    return TestStore.all(store, "rejects").stream()
        .filter(reject -> reject.get("ingestion").equals(new BsonString("in-" + dataset)))
        .toList();
  }
}
