package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV and NDJSON without a limit: complete, or visibly cut off. */
@StatsApiTest
class StreamsTest {

  private static final String AVERAGES = "/api/v1/datasets/trips/averages?period=hour";
  private static final String REJECTS = "/api/v1/datasets/trips/rejects?format=";

  /** Far more than the buffers of a connection hold. */
  private static final int LARGE = 40_000_000;

  private static final int RAW_LENGTH = 4_000;

  MongoDatabase store;
  StoreProxy proxy;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @AfterEach
  void restoreConnection() {
    proxy.restore();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 249, 250, 251, 1_344})
  void csvContainsEachAverageOnceInOrder(int hours) {
    // Given
    List<String> labels = hours(hours);

    // When
    Response csv = given().get(AVERAGES + "&format=csv");

    // Then
    List<String> lines = csv.asString().lines().toList();
    assertThat(csv.header("Link")).isNull();
    assertThat(csv.header("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(lines.get(0)).startsWith("label,start,end,count,");
    assertThat(lines.subList(1, lines.size()).stream().map(it -> it.split(",")[0]))
        .isEqualTo(labels);
  }

  @Test
  void ndjsonContainsEachAverageOnceInOrder() {
    List<String> labels = hours(1_344);

    Response ndjson = given().accept("application/x-ndjson").get(AVERAGES);

    assertThat(ndjson.header("Link")).isNull();
    assertThat(ndjson.asString().lines().map(it -> it.split("\"")[3])).isEqualTo(labels);
  }

  @Test
  void ndjsonWithoutAveragesIsEmpty() {
    Response ndjson = given().get(AVERAGES + "&format=ndjson");

    assertThat(ndjson.statusCode()).isEqualTo(200);
    assertThat(ndjson.asByteArray()).isEmpty();
  }

  @Test
  void aStreamCanStartAtACursor() {
    List<String> labels = hours(300);
    String next = given().get(AVERAGES + "&limit=100").path("next");

    String csv = given().get(AVERAGES + "&format=csv&cursor=" + next).asString();

    assertThat(csv.lines().skip(1).map(it -> it.split(",")[0])).isEqualTo(labels.subList(100, 300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void rejectsAreStreamedToo(String format) {
    rejects(1_500, 10);

    String all = given().get(REJECTS + format).asString();

    assertThat(all.lines()).hasSize(format.equals("csv") ? 1_501 : 1_500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void anUnreadableDocumentMidwayResetsTheConnection(String format) throws Exception {
    rejects(1_500, 10);
    spoil(1_400);

    try (InputStream body = get(REJECTS + format).body()) {
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFailureBeforeTheFirstLineIsAProblemDocument() {
    rejects(1_500, 10);
    spoil(1);

    given().get(REJECTS + "csv").then().statusCode(500).contentType("application/problem+json");
  }

  @Test
  void losingTheStoreMidwayResetsTheConnection() throws Exception {
    // Given a client that has only read the first bytes
    rejects(LARGE / RAW_LENGTH, RAW_LENGTH);
    HttpResponse<InputStream> answer = get(REJECTS + "csv");
    try (InputStream body = answer.body()) {
      assertThat(body.readNBytes(1_000)).hasSize(1_000);

      // When
      proxy.cut();

      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void readingStopsWhenTheClientDisconnects() throws Exception {
    rejects(LARGE / RAW_LENGTH, RAW_LENGTH);
    int before = proxy.closedCursors();
    InputStream body = get(REJECTS + "csv").body();
    assertThat(body.readNBytes(1_000)).hasSize(1_000);

    body.close();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(proxy.closedCursors()).isGreaterThan(before));
  }

  private HttpResponse<InputStream> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
            BodyHandlers.ofInputStream());
  }

  private List<String> hours(int count) {
    Instant first = Instant.parse("2020-01-01T06:00:00Z");
    List<String> labels = new ArrayList<>();
    List<Document> documents = new ArrayList<>();
    for (int hour : IntStream.range(0, count).toArray()) {
      Instant start = first.plus(Duration.ofHours(hour));
      labels.add(start.toString().substring(0, 13));
      documents.add(
          StoredAverage.of(
                  "hour",
                  labels.get(hour),
                  start.toString(),
                  start.plus(Duration.ofHours(1)).toString())
              .count(1)
              .document());
    }
    Collections.shuffle(documents, new Random(1));
    if (!documents.isEmpty()) {
      store.getCollection("averages").insertMany(documents);
    }
    return labels;
  }

  private void rejects(int count, int rawLength) {
    String raw = "x".repeat(rawLength);
    store
        .getCollection("rejects")
        .insertMany(
            LongStream.rangeClosed(1, count)
                .mapToObj(row -> StoredReject.of("i1", row).with("raw", raw).document())
                .toList());
  }

  private void spoil(long row) {
    store
        .getCollection("rejects")
        .updateOne(Filters.eq("row", row), Updates.set("at", "not a time"));
  }
}
