package io.meanstream.ingest.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.KafkaResource;
import io.meanstream.ingest.kafka.TopicReader;
import io.meanstream.ingest.landing.Landing;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a push does, wherever its records land. */
public abstract class PushScenarios {

  private static final String PATH = "/api/v1/datasets/rides/records";
  protected static final String NDJSON = "application/x-ndjson";
  private static final String RIDE =
      "{\"ride_id\": \"%s\", \"started_at\": \"2020-05-01 10:00\", \"ended_at\": \"%s\"}";

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Admin admin;
  @Inject Landing landing;

  @ConfigProperty(name = "meanstream.ingestor.state")
  Path state;

  @BeforeEach
  void aReadyService() {
    ReadyService.await();
  }

  @Test
  void linesBecomeRowsAndRejects() throws Exception {
    // When
    Response answer = push(NDJSON, ride("lines-1") + "\n{no\n\n" + ride("lines-2"));

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    JsonPath done = ended(answer);
    assertThat(answer.header("Location")).endsWith("/api/v1/ingestions/" + done.getString("id"));
    assertThat(done.getString("source")).isEqualTo(done.getString("id") + ".ndjson");
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getMap("rejectedByRule")).isEqualTo(Map.of("json", 1));
    assertThat(done.getInt("firstReject.line")).isEqualTo(2);
    assertThat(keysOf(done)).containsExactlyInAnyOrder("lines-1", "lines-2");
  }

  @Test
  void arrayElementsBecomeRows() throws Exception {
    // When
    JsonPath done =
        ended(push("application/json", "[%s,\n\n%s]".formatted(ride("array-1"), ride("array-2"))));

    // Then
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(keysOf(done)).containsExactlyInAnyOrder("array-1", "array-2");
  }

  @Test
  void aRepeatedKeyReturnsTheSameIngestion() throws Exception {
    // Given
    JsonPath first = ended(push(keyed("order-7"), NDJSON, ride("repeated")));

    // When
    JsonPath again = push(keyed("order-7"), NDJSON, ride("repeated")).jsonPath();

    // Then
    assertThat(again.getString("id")).isEqualTo(first.getString("id"));
    assertThat(again.getString("state")).isEqualTo("done");
    assertThat(keysOf(first)).containsExactly("repeated");
  }

  @Test
  void aKeyIsRefusedWithOtherRecords() {
    // Given
    String first = ended(push(keyed("order-8"), NDJSON, ride("first"))).getString("id");

    // When, Then
    push(keyed("order-8"), NDJSON, ride("second"))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body(
            "detail",
            equalTo(
                "Idempotency-Key: order-8 was already used for other records, see ingestion "
                    + first));
  }

  @Test
  void aPushThatSetsARecordBackIsReadAgain() throws Exception {
    // Given
    String earlier = ride("set-back");
    String later = earlier.replace("2020-05-01 10:00", "2020-05-01 09:00");
    ended(push(keyed("set-1"), NDJSON, earlier));
    ended(push(keyed("set-2"), NDJSON, later));

    // When
    JsonPath back = ended(push(keyed("set-3"), NDJSON, earlier));
    JsonPath again = push(keyed("set-3"), NDJSON, earlier).jsonPath();

    // Then
    assertThat(back.getString("state")).isEqualTo("done");
    assertThat(again.getString("id")).isEqualTo(back.getString("id"));
    assertThat(
            new TopicReader(kafka, admin)
                .read("bike-rides").stream()
                    .filter(row -> row.key().equals("set-back"))
                    .map(row -> row.value().contains("T14:00")))
        .containsExactly(false, true, false);
  }

  @Test
  void withoutAKeyTheSameRecordsReturnTheSameIngestion() throws Exception {
    // Given
    String first = push(NDJSON, ride("keyless")).jsonPath().getString("id");

    // When, Then
    push(NDJSON, ride("keyless")).then().statusCode(202).body("id", equalTo(first));
    push(NDJSON, ride("other")).then().statusCode(202).body("id", startsWith("0"));
    assertThat(landing.all()).extracting(batch -> batch.ingestion()).contains(first);
  }

  @Test
  void anArrayThatIsNestedTooDeeplyIsABadRequest() {
    push("application/json", "[" + "[".repeat(1_100) + "]".repeat(1_100) + "]")
        .then()
        .statusCode(400)
        .body("detail", startsWith("the request body is not a JSON array"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "rides | application/json | {}       | 400 | the request body is not a JSON array, line 1: must be an array of records",
        "rides | application/json | [{\"a\":1} | 400 | the request body is not a JSON array, line 1: Unexpected end-of-input",
        "rides | application/json | [{}] 1   | 400 | the request body is not a JSON array, line 1: text follows the array",
        "rides | application/json | []       | 400 | the request body contains no records",
        "rides | application/x-ndjson | ^ \n ^ | 400 | the request body contains no records",
        "rides | text/plain       | {}       | 415 | the request body must be application/json",
        "none  | application/json | [{}]     | 404 | there is no dataset \"none\""
      })
  void aWrongRequestLandsNothing(
      String dataset, String type, String body, int status, String detail) throws Exception {
    // Given
    int before = landing.all().size();

    // When, Then
    authorized()
        .contentType(type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/datasets/" + dataset + "/records")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("detail", startsWith(detail));
    assertThat(landing.all()).hasSize(before);
    assertThat(state.resolve("arriving/test"))
        .satisfiesAnyOf(
            folder -> assertThat(folder).doesNotExist(),
            folder -> assertThat(folder).isEmptyDirectory());
  }

  @Test
  void aKeyWithASpaceIsRefused() {
    push(keyed("order 9"), NDJSON, ride("spaced"))
        .then()
        .statusCode(400)
        .body("detail", startsWith("Idempotency-Key: must be 1 to 255 visible ASCII characters"));
  }

  @Test
  void pushingNeedsTheToken() {
    push(given(), NDJSON, ride("anonymous")).then().statusCode(401);
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    push(NDJSON, ride("large") + "\n" + " ".repeat(1 << 20))
        .then()
        .statusCode(413)
        .body("detail", equalTo("the request body is larger than 1048576 bytes"));
  }

  @Test
  void aTruncatedBodyLandsNothing() throws Exception {
    // Given
    int before = landing.all().size();
    Path arriving = state.resolve("arriving/test");

    // When
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      String head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n"
                  .formatted(PATH, KafkaResource.TOKEN, NDJSON)
              + "Content-Length: 100000\r\n\r\n";
      socket.getOutputStream().write((head + ride("cut") + "\n").getBytes(StandardCharsets.UTF_8));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.exists(arriving) && countIn(arriving) == 1);
    }

    // Then
    await().atMost(Duration.ofSeconds(60)).until(() -> countIn(arriving) == 0);
    assertThat(landing.all()).hasSize(before);
  }

  private static long countIn(Path folder) throws Exception {
    try (var found = Files.list(folder)) {
      return found.count();
    }
  }

  protected static String ride(String id) {
    return RIDE.formatted(id, "2020-05-01 10:20");
  }

  protected static RequestSpecification keyed(String key) {
    return authorized().header("Idempotency-Key", key);
  }

  private static RequestSpecification authorized() {
    return given().header("Authorization", "Bearer " + KafkaResource.TOKEN);
  }

  private static Response push(String type, String body) {
    return push(authorized(), type, body);
  }

  protected static Response push(RequestSpecification request, String type, String body) {
    return request.contentType(type).body(body.getBytes(StandardCharsets.UTF_8)).post(PATH);
  }

  protected static JsonPath ended(Response answer) {
    String path = "/api/v1/ingestions/" + answer.jsonPath().getString("id");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get(path).jsonPath().getString("endedAt") != null);
    return given().get(path).jsonPath();
  }

  protected List<String> keysOf(JsonPath ingestion) throws Exception {
    return new TopicReader(kafka, admin)
        .read("bike-rides", ingestion.getString("id")).stream().map(ConsumerRecord::key).toList();
  }
}
