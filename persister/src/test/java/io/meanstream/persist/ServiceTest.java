package io.meanstream.persist;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.meanstream.testing.BlockedThreads;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@QuarkusTestResource(TestCluster.class)
@ExtendWith(BlockedThreads.class)
class ServiceTest {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final LocalDate DAY = LocalDate.of(2021, 3, 14);
  private static final String TOPIC = TripFixtures.DATASET.topic();
  private static final String ROWS = TripFixtures.DATASET.rowsCollection();

  @Inject ReactiveMongoClient client;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  /** {@code kill store} and {@code start store}, which then is empty. */
  Map<String, Runnable> controls;

  private ReactiveMongoDatabase store;
  private TestTopics topics;

  @BeforeEach
  void connect() {
    store = client.getDatabase(database);
    topics = new TestTopics(bootstrapServers);
    topics.create(TOPIC, 3);
    topics.create("meanstream.rejects", 1);
    topics.create("meanstream.ingestions", 1);
  }

  @AfterEach
  void disconnect() {
    topics.close();
  }

  @Test
  void rowsAreStoredAndCounted() {
    // Given
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int row = 1; row <= 3_000; row++) {
      records.add(trip("a" + row, DAY.plusDays(row % 3), row % 10, "in-a", row));
    }

    // When
    topics.send(records);

    // Then
    awaitWritten();
    assertThat(counts("in-a")).isEqualTo(Map.of("stored", 3_000L));
    assertThat(rowsOf("in-a"))
        .hasSize(3_000)
        .filteredOn(row -> row.getString("_id").getValue().equals("a7"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getInt64("seats").getValue()).isEqualTo(7);
              assertThat(row.getDocument("_src").getInt64("row").getValue()).isEqualTo(7);
              assertThat(row).doesNotContainKey("rider");
            });
    assertThat(dirtyDays()).contains("2021-03-14", "2021-03-15", "2021-03-16");
  }

  @Test
  void repeatedRowsAreDuplicatesAndChangedOnesCorrections() {
    // Given
    topics.send(List.of(trip("b1", DAY, 1, "in-b", 1), trip("b2", DAY, 1, "in-b", 2)));
    awaitWritten();

    // When
    topics.send(
        List.of(
            trip("b1", DAY, 1, "in-b2", 1),
            trip("b2", DAY.plusDays(30), 1, "in-b2", 2),
            trip("b2", DAY.plusDays(60), 2, "in-b2", 3),
            trip("b3", DAY, 1, "in-b2", 4)));

    // Then
    awaitWritten();
    assertThat(counts("in-b")).isEqualTo(Map.of("stored", 2L));
    assertThat(counts("in-b2")).isEqualTo(Map.of("duplicates", 1L, "corrected", 2L, "stored", 1L));
    assertThat(dirtyDays()).contains("2021-03-14", "2021-04-13", "2021-05-13");
    assertThat(row("b2").getInt64("seats").getValue()).isEqualTo(2);
  }

  @Test
  void malformedRecordsBecomeRejectsAndRowsAroundThemAreStored() {
    // Given
    byte[] good = TripFixtures.value("c1", DAY, 1);
    List<Header> named = TripFixtures.headers("in-c", 5);
    long rejectsBefore = documents("rejects").size();

    // When
    topics.send(
        List.of(
            trip("c1", DAY, 1, "in-c", 1),
            record("c2", TripFixtures.bytes("no JSON"), TripFixtures.headers("in-c", 2)),
            record(
                "c3",
                TripFixtures.bytes("{\"id\":7,\"at\":\"x\"}"),
                TripFixtures.headers("in-c", 3)),
            record(null, good, TripFixtures.headers("in-c", 4)),
            record(
                "c5",
                good,
                List.of(TripFixtures.header("dataset", "none"), named.get(1), named.get(2))),
            record("c6", good, List.of()),
            record("c7", null, List.of()),
            record("c8", new byte[900_000], List.of()),
            trip("c9", DAY, 1, "in-c", 6)));

    // Then
    awaitWritten();
    assertThat(counts("in-c")).isEqualTo(Map.of("stored", 2L, "rejected", 4L));
    assertThat(counts("topic:trips")).containsEntry("rejected", 3L);
    assertThat(documents("rejects")).hasSize((int) rejectsBefore + 7);
    assertThat(rules("in-c"))
        .isEqualTo(
            Map.of(
                "in-c|2",
                "malformed",
                "in-c|3",
                "type",
                "in-c|4",
                "no_key",
                "in-c|5",
                "unknown_dataset"));
    assertThat(rules("topic:trips").keySet()).allMatch(id -> id.matches("trips\\|[0-2]\\|[0-9]+"));
  }

  @Test
  void olderIngestionStatesNeverOverwriteNewerOnes() {
    // When
    topics.send(
        List.of(
            json(
                "meanstream.ingestions",
                "in-d",
                "{'kind':'ingestion','id':'in-d','dataset':'trips','source':'d.csv','state':'reading','createdAt':'2021-03-14T00:00:00Z'}"),
            json(
                "meanstream.ingestions",
                "checkpoint|trips|ff",
                "{'kind':'checkpoint','ingestion':'in-d','dataset':'trips','hash':'ff','rows':10,'offsets':{'0':4},'rejected':{'type':1},'ambiguousTimes':2,'done':false}"),
            json(
                "meanstream.ingestions",
                "in-d",
                "{'kind':'ingestion','id':'in-d','dataset':'trips','source':'d.csv','state':'done','rows':20}"),
            json("meanstream.ingestions", "x", "{'kind':'ingestion','id':'x','state':'nonsense'}"),
            json(
                "meanstream.rejects",
                "in-d|3",
                "{'ingestion':'in-d','dataset':'trips','source':'d.csv','row':3,'line':4,'field':'at','rule':'type','message':'m','raw':'r','at':'2021-03-14T00:00:00Z'}")));

    // Then
    awaitWritten();
    BsonDocument ingestion = document("ingestions", "in-d");
    assertThat(ingestion.getString("state").getValue()).isEqualTo("done");
    assertThat(ingestion.getInt64("rows").getValue()).isEqualTo(20);
    assertThat(ingestion.getDocument("checkpoint").getInt64("rows").getValue()).isEqualTo(10);
    assertThat(ingestion.getDocument("checkpoint").getDocument("rejected"))
        .isEqualTo(new BsonDocument("type", new BsonInt64(1)));
    assertThat(document("rejects", "in-d|3").getInt64("line").getValue()).isEqualTo(4);
    assertThat(rules("topic:meanstream.ingestions")).containsValue("malformed");
  }

  @Test
  void abortedTransactionsAreSkipped() {
    // Given
    topics.sendAborted(List.of(trip("e1", DAY, 1, "in-e", 1)));

    // When
    topics.sendCommitted(List.of(trip("e2", DAY, 1, "in-e", 2)));

    // Then
    awaitWritten();
    assertThat(rowsOf("in-e"))
        .extracting(row -> row.getString("_id").getValue())
        .containsExactly("e2");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(positions()).containsAllEntriesOf(topics.ends(TOPIC)));
  }

  @Test
  void aStoreThatComesBackEmptyIsRefilledWithoutNewRecords() {
    // Given
    topics.send(List.of(trip("f1", DAY, 1, "in-f", 1), trip("f2", DAY, 1, "in-f", 2)));
    topics.send(List.of(trip("f1", DAY, 2, "in-f", 3)));
    awaitWritten();
    Map<String, Long> before = counts("in-f");

    // When
    controls.get("kill store").run();
    awaitPaused("the store: ");
    controls.get("start store").run();

    // Then
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(rowsOf("in-f")).hasSize(2));
    awaitWritten();
    assertThat(counts("in-f")).isEqualTo(before).isEqualTo(Map.of("stored", 2L, "corrected", 1L));
    await().atMost(SOON).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void aPositionOutsideTheLogPausesItsPartitionUntilItIsCorrected() {
    // Given
    topics.send(List.of(trip("g1", DAY, 1, "in-g", 1)));
    awaitWritten();
    BsonDocument right = document("positions", "trips|0");

    // When
    store
        .getCollection("positions", BsonDocument.class)
        .updateOne(Filters.eq("trips|0"), Updates.set("next", 1_000_000_000L))
        .await()
        .atMost(SOON);

    // Then
    awaitPaused("1000000000 is outside the log");
    store
        .getCollection("positions", BsonDocument.class)
        .replaceOne(Filters.eq("trips|0"), right)
        .await()
        .atMost(SOON);
    await().atMost(SOON).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void aRecreatedTopicPausesItsPartitionUntilItsPositionIsDeleted() {
    // Given
    topics.send(
        List.of(json("meanstream.rejects", "in-i|1", "{'ingestion':'in-i','rule':'type'}")));
    awaitWritten();

    // When
    topics.recreate("meanstream.rejects", 1);

    // Then
    awaitPaused("another topic of this name");
    store
        .getCollection("positions", BsonDocument.class)
        .deleteOne(Filters.eq("meanstream.rejects|0"))
        .await()
        .atMost(SOON);
    topics.send(
        List.of(json("meanstream.rejects", "in-i|2", "{'ingestion':'in-i','rule':'type'}")));
    awaitWritten();
    assertThat(rules("in-i").keySet()).containsExactlyInAnyOrder("in-i|1", "in-i|2");
    await().atMost(SOON).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void metricsCountWhatWasWritten() {
    // Given
    topics.send(List.of(trip("h1", DAY, 1, "in-h", 1)));

    // When
    awaitWritten();

    // Then
    given()
        .get("/q/metrics")
        .then()
        .statusCode(is(200))
        .body(
            containsString(
                "meanstream_persister_records_total{outcome=\"stored\",topic=\"trips\"}"))
        .body(containsString("meanstream_persister_batch_seconds_count{topic=\"trips\"}"));
    // partitions come back only after a rebalance if this machine was slow before
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                given()
                    .get("/q/metrics")
                    .then()
                    .body(
                        containsString(
                            "meanstream_persister_lag{partition=\"0\",topic=\"trips\"}")));
  }

  private static void awaitPaused(String why) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> given().get("/q/health/ready").then().statusCode(503).body(containsString(why)));
  }

  private void awaitWritten() {
    for (String topic : List.of(TOPIC, "meanstream.rejects", "meanstream.ingestions")) {
      // a commit is answered before its marker is in the log, so the end may still move
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(positions()).containsAllEntriesOf(topics.ends(topic)));
    }
  }

  private Map<String, Long> positions() {
    Map<String, Long> positions = new HashMap<>();
    for (BsonDocument position : documents("positions")) {
      assertThat(position.get("plan")).isEqualTo(BsonNull.VALUE);
      positions.put(position.getString("_id").getValue(), position.getInt64("next").getValue());
    }
    return positions;
  }

  private Map<String, Long> counts(String ingestion) {
    Map<String, Long> counts = new HashMap<>();
    for (var partition : document("ingestions", ingestion).getDocument("totals").values()) {
      partition
          .asDocument()
          .forEach(
              (outcome, count) -> counts.merge(outcome, count.asInt64().getValue(), Long::sum));
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private Map<String, String> rules(String ingestion) {
    return documents("rejects").stream()
        .filter(reject -> reject.getString("ingestion").getValue().equals(ingestion))
        .collect(
            Collectors.toMap(
                reject -> reject.getString("_id").getValue(),
                reject -> reject.getString("rule").getValue()));
  }

  private Iterable<String> dirtyDays() {
    return document("datasets", "trips").getDocument("days").entrySet().stream()
        .filter(
            day ->
                day.getValue().asDocument().getInt64("version").getValue()
                    > day.getValue().asDocument().getInt64("done").getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<BsonDocument> rowsOf(String ingestion) {
    BsonString wanted = new BsonString(ingestion);
    return documents(ROWS).stream()
        .filter(row -> row.getDocument("_src").get("ingestion").equals(wanted))
        .toList();
  }

  private BsonDocument row(String key) {
    return document(ROWS, key);
  }

  private BsonDocument document(String collection, String id) {
    return documents(collection).stream()
        .filter(document -> document.getString("_id").getValue().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<BsonDocument> documents(String collection) {
    return TestStore.all(store, collection);
  }

  private static ProducerRecord<byte[], byte[]> trip(
      String id, LocalDate day, long seats, String ingestion, long row) {
    return record(id, TripFixtures.value(id, day, seats), TripFixtures.headers(ingestion, row));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String key, byte[] value, List<Header> headers) {
    return new ProducerRecord<>(
        TOPIC, null, key == null ? null : TripFixtures.bytes(key), value, headers);
  }

  private static ProducerRecord<byte[], byte[]> json(String topic, String key, String value) {
    return new ProducerRecord<>(
        topic, TripFixtures.bytes(key), TripFixtures.bytes(value.replace('\'', '"')));
  }
}
