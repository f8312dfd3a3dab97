package io.meanstream.ingest.feed;

import static io.meanstream.ingest.feed.ApiServer.cut;
import static io.meanstream.ingest.feed.ApiServer.endless;
import static io.meanstream.ingest.feed.ApiServer.ok;
import static io.meanstream.ingest.feed.ApiServer.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.TopicReader;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How pages of a server that behaves like real ones land and are read, wherever they land. */
public abstract class FeedScenarios {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String EMPTY = "{\"results\": []}";

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;

  @ConfigProperty(name = "meanstream.datasets")
  Path definitions;

  @ConfigProperty(name = "meanstream.ingestor.feed-origins")
  String origin;

  ApiServer api;

  @BeforeEach
  void anApiAndAReadyService() {
    api = new ApiServer(URI.create(origin));
    ReadyService.await();
  }

  @AfterEach
  void stopApi() {
    api.close();
  }

  @Test
  void aFailingServersRecordsArriveOnceAndItsPaceIsKept() throws Exception {
    // Given
    define("hostile", "pages: {by: number, parameter: page}, pause: PT0.05S, max_bytes: 1000000");
    api.then(ok(people("a", "b")))
        .then(status(500, "broken"))
        .then(status(429, "", "Retry-After", "2"))
        .then(cut(people("c", "d")))
        .then(ok("<html>try again</html>"))
        .then(ok(people("c", "d")))
        .then(ok(people("a", "b")))
        .then(
            ok("{\"results\": [%s, %s, {\"uuid\": \"e\"}, 7]}".formatted(person("d"), person("c"))))
        .then(ok("{\"results\": [%s]}".formatted(person("f").replace("date", "day"))))
        .then(endless(100_000_000))
        .then(ok(people("g")))
        .then(ok(EMPTY));

    // When
    JsonPath failed = fetched("hostile");
    JsonPath done = fetched("hostile");

    // Then
    assertThat(failed.getString("fetch.error"))
        .isEqualTo(origin + "/api?page=6: more than the allowed 1,000,000 bytes");
    assertThat(failed.getLong("fetch.pages")).isEqualTo(5);
    assertThat(done.getString("fetch.error")).isNull();
    assertThat(done.getLong("fetch.pages")).isEqualTo(1);
    assertThat(api.targets())
        .isEqualTo(
            IntStream.of(1, 2, 2, 2, 2, 2, 3, 4, 5, 6, 6, 7)
                .mapToObj(page -> "/api?page=" + page)
                .toList());
    List<ApiServer.Request> requests = api.requests();
    for (int i = 1; i < requests.size(); i++) {
      long pause = requests.get(i).nanos() - requests.get(i - 1).nanos();
      assertThat(pause).as("pause " + i).isGreaterThan((i == 3 ? 2_000 : 50) * 1_000_000L);
    }
    List<JsonPath> ingestions = ingestionsOf("hostile", 6);
    assertThat(ingestions)
        .extracting(it -> it.getString("state"))
        .containsExactly("done", "done", "done", "done", "failed", "done");
    assertThat(ingestions.get(4).getString("error"))
        .endsWith("does not match dataset hostile: missing columns registered (found: uuid)");
    assertThat(ingestions)
        .extracting(it -> it.getMap("rejectedByRule"))
        .containsExactly(
            Map.of(), Map.of(), Map.of(), Map.of("required", 1, "json", 1), Map.of(), Map.of());
    assertThat(keysOf("hostile"))
        .containsExactlyInAnyOrder("a", "b", "c", "d", "a", "b", "d", "c", "g");
  }

  @Test
  void aFetchFollowsCursorsAndTheNextOneResumesAtTheLastPage() throws Exception {
    // Given
    define("cursors", "pages: {by: cursor, parameter: after, pointer: /info/next}, resume: true");
    api.then(ok(page("x 1&y", "a"), "ETag", "\"one\""))
        .then(ok(page("2", "b"), "ETag", "\"two\""))
        .then(
            ok(
                page("", "c"),
                "ETag",
                "\"three\"",
                "Last-Modified",
                "Thu, 26 Nov 2026 09:00:00 GMT"))
        .then(status(304, ""))
        .then(ok(page("4", "c", "d")))
        .then(ok(page("", "e")));

    // When
    fetched("cursors");
    JsonPath unchanged = fetched("cursors");
    JsonPath more = fetched("cursors");

    // Then
    assertThat(api.targets())
        .containsExactly(
            "/api",
            "/api?after=x%201%26y",
            "/api?after=2",
            "/api?after=2",
            "/api?after=2",
            "/api?after=4");
    assertThat(api.requests().get(1).headers().containsKey("If-None-Match")).isFalse();
    assertThat(api.requests().get(3).headers().getFirst("If-None-Match")).isEqualTo("\"three\"");
    assertThat(api.requests().get(3).headers().getFirst("If-Modified-Since"))
        .isEqualTo("Thu, 26 Nov 2026 09:00:00 GMT");
    assertThat(unchanged.getLong("fetch.unchanged")).isEqualTo(1);
    assertThat(unchanged.getLong("fetch.pages")).isEqualTo(0);
    assertThat(more.getString("page")).isEqualTo(origin + "/api?after=4");
    ingestionsOf("cursors", 5);
    assertThat(keysOf("cursors")).containsExactlyInAnyOrder("a", "b", "c", "c", "d", "e");
  }

  @Test
  void aPageThatGoesBackToEarlierBytesIsReadAgainAndAnUnchangedOneIsNot() throws Exception {
    // Given
    define("reverting", "pause: PT0S");
    String other = people("a").replace("2016", "2017");
    api.then(ok(people("a"))).then(ok(other)).then(ok(people("a"))).then(ok(people("a")));

    // When
    fetched("reverting");
    fetched("reverting");
    fetched("reverting");
    JsonPath unchanged = fetched("reverting");

    // Then
    assertThat(unchanged.getLong("fetch.unchanged")).isEqualTo(1);
    assertThat(unchanged.getLong("fetch.pages")).isZero();
    assertThat(ingestionsOf("reverting", 3))
        .extracting(it -> it.getString("state"))
        .containsExactly("done", "done", "done");
    assertThat(
            new TopicReader(kafka, admin)
                .read("reverting").stream().map(row -> row.value().substring(26, 30)))
        .containsExactly("2016", "2017", "2016");
  }

  @Test
  void anUnchangedPageMovesThePosition() throws Exception {
    // Given
    define("partly", "pages: {by: number, parameter: page}, pause: PT0S, max_pages: 3");
    api.then(ok(people("a")))
        .then(ok(people("b")))
        .then(ok(EMPTY))
        .then(ok(people("a")))
        .then(ok(people("b")))
        .then(ok(people("c")))
        .then(ok(people("d")))
        .then(ok(EMPTY));

    // When
    fetched("partly");
    JsonPath second = fetched("partly");
    fetched("partly");

    // Then
    assertThat(api.targets())
        .isEqualTo(
            IntStream.of(1, 2, 3, 1, 2, 3, 4, 5).mapToObj(page -> "/api?page=" + page).toList());
    assertThat(second.getLong("fetch.unchanged")).isEqualTo(2);
    ingestionsOf("partly", 4);
    assertThat(keysOf("partly")).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void metricsCountRequestsAndRecords() throws Exception {
    // Given
    define("metered", "pages: {by: number, parameter: page}, pause: PT0S");
    api.then(ok(people("a", "b", "c"))).then(status(500, "")).then(ok(people("d"))).then(ok(EMPTY));

    // When
    fetched("metered");

    // Then
    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics.lines().filter(line -> line.startsWith("meanstream_feed_")))
        .contains(
            "meanstream_feed_requests_total{dataset=\"metered\",outcome=\"page\"} 3.0",
            "meanstream_feed_requests_total{dataset=\"metered\",outcome=\"failed\"} 1.0",
            "meanstream_feed_requests_total{dataset=\"metered\",outcome=\"unchanged\"} 0.0",
            "meanstream_feed_records_total{dataset=\"metered\"} 4.0",
            "meanstream_feed_failed{dataset=\"metered\"} 0.0");
    assertThat(metrics)
        .containsPattern("meanstream_feed_fetched_timestamp_seconds\\{dataset=\"metered\"} 1\\.")
        .containsPattern("\nmeanstream_landing_bytes [1-9]");
  }

  void define(String name, String http) throws IOException {
    Files.writeString(definitions.resolve(name + ".yaml"), definition(name, http));
  }

  String definition(String name, String http) {
    return """
        name: %s
        time: registered
        source:
          format: json
          zone: UTC
          records: /results
          http: {url: "%s/api", %s}
        key: [[uuid]]
        fields:
          uuid: {type: string}
          registered: {type: timestamp, pointer: /registered/date}
        """
        .formatted(name, origin, http);
  }

  static String people(String... ids) {
    return "{\"results\": [%s]}"
        .formatted(Stream.of(ids).map(FeedScenarios::person).collect(Collectors.joining(", ")));
  }

  private static String page(String next, String... ids) {
    return people(ids).replaceFirst("}$", ", \"info\": {\"next\": \"" + next + "\"}}");
  }

  private static String person(String id) {
    return "{\"uuid\": \"%s\", \"registered\": {\"date\": \"2016-08-11T06:51:52Z\"}}".formatted(id);
  }

  static Response post(String dataset) {
    return given()
        .header("Authorization", "Bearer " + KafkaResource.TOKEN)
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/datasets/" + dataset + "/fetch");
  }

  /** Fetches a feed, and returns its status once that fetch has ended. */
  static JsonPath fetched(String dataset) {
    Response answer = post(dataset);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    String id = answer.jsonPath().getString("id");
    String path = "/api/v1/feeds/" + dataset;
    await()
        .atMost(SOON)
        .until(
            () -> {
              JsonPath now = given().get(path).jsonPath();
              return now.getString("fetch.id").equals(id) && now.getString("fetch.endedAt") != null;
            });
    return given().get(path).jsonPath();
  }

  /** The ingestions of a dataset, once there are this many and all have ended. */
  static List<JsonPath> ingestionsOf(String dataset, int count) {
    await()
        .atMost(SOON)
        .until(() -> idsOf("it.dataset == '%s' && it.endedAt != null", dataset).size() >= count);
    return idsOf("it.dataset == '%s'", dataset).stream()
        .map(id -> given().get("/api/v1/ingestions/" + id).jsonPath())
        .toList();
  }

  private static List<String> idsOf(String condition, String dataset) {
    return given()
        .get("/api/v1/ingestions")
        .jsonPath()
        .getList("items.findAll { %s }.id".formatted(condition.formatted(dataset)));
  }

  List<String> keysOf(String topic) throws Exception {
    return new TopicReader(kafka, admin).read(topic).stream().map(ConsumerRecord::key).toList();
  }
}
