package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.meanstream.stats.UpstreamServer.Answer;
import io.meanstream.stats.UpstreamServer.Received;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the ingestor and the scheduler execute. */
@StatsApiTest
class ForwardTest {

  UpstreamServer upstream;

  @BeforeEach
  void anUpstreamThatAccepts() {
    upstream.answer(new Answer(202, Map.of("Location", "/api/v1/runs/r1"), "{\"id\":\"r1\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/ingestions",
        "/api/v1/ingestions/01a-b/cancel",
        "/api/v1/ingestions/01a-b/retry",
        "/api/v1/ingestions/a%2Fb/replay",
        "/api/v1/datasets/trips/fetch",
        "/api/v1/runs",
        "/api/v1/runs/r1/cancel",
        "/api/v1/schedules/trips/pause",
        "/api/v1/schedules/trips/resume"
      })
  void theCallersTokenAndBodyArrive(String path) {
    given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer secret")
        .contentType("application/json")
        .body("{\"dataset\":\"trips\"}")
        .post(path)
        .then()
        .statusCode(202)
        .contentType("application/json")
        .header("Location", equalTo("/api/v1/runs/r1"))
        .body("id", is("r1"));

    assertThat(upstream.received())
        .containsExactly(
            new Received("POST", path, Optional.of("Bearer secret"), "{\"dataset\":\"trips\"}"));
  }

  @Test
  void anUploadArrivesWithItsNameHoweverLargeItIs() {
    String body = "ride_id\n" + "x".repeat(3_000_000);

    given()
        .header("Authorization", "Bearer secret")
        .contentType("application/octet-stream")
        .urlEncodingEnabled(false)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/uploads?dataset=trips&name=R%C3%A4der%201.csv")
        .then()
        .statusCode(202)
        .body("id", is("r1"));

    assertThat(upstream.received())
        .containsExactly(
            new Received(
                "POST",
                "/api/v1/uploads?dataset=trips&name=R%C3%A4der%201.csv",
                Optional.of("Bearer secret"),
                body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-ndjson"})
  void pushedRecordsArriveWithTheirKey(String type) {
    String body = "[" + "{},".repeat(100_000) + "{}]";

    given()
        .header("Authorization", "Bearer secret")
        .header("Idempotency-Key", "order-7")
        .contentType(type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/datasets/trips/records")
        .then()
        .statusCode(202)
        .body("id", is("r1"));

    assertThat(upstream.received())
        .containsExactly(
            new Received(
                "POST", "/api/v1/datasets/trips/records", Optional.of("Bearer secret"), body));
    assertThat(upstream.header("Idempotency-Key")).contains("order-7");
    assertThat(upstream.header("Content-Type").orElseThrow()).startsWith(type);
  }

  @Test
  void otherBodiesAreBounded() {
    given()
        .contentType("application/json")
        .body("{\"x\":\"" + "x".repeat(100_000) + "\"}")
        .post("/api/v1/runs")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
    assertThat(upstream.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/topics", "/api/v1/consumers", "/api/v1/feeds"})
  void theIngestorAnswersForKafkaAndFeeds(String path) {
    upstream.answer(new Answer(200, Map.of(), "{\"items\":[]}"));

    given()
        .header("Authorization", "Bearer secret")
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", equalTo("no-cache"))
        .body("items", empty());
    assertThat(upstream.received())
        .containsExactly(new Received("GET", path, Optional.empty(), ""));
  }

  @Test
  void theHealthOfTheOtherServicesIsShown() {
    // Given an ingestor and a scheduler that are not ready, and no persister
    upstream.answer(
        new Answer(
            503,
            Map.of(),
            """
            {"status":"DOWN","checks":[{"name":"kafka","status":"DOWN","data":{"error":"no"}},
            {"name":"definitions","status":"UP"}]}"""));

    given()
        .get("/api/v1/services")
        .then()
        .statusCode(200)
        .body("items.name", contains("ingestor", "persister", "scheduler"))
        .body("items.state", contains("down", "away", "down"))
        .body("items[0].checks.name", contains("kafka", "definitions"))
        .body("items[0].checks.state", contains("down", "up"))
        .body("items[0].checks[0].detail", equalTo("{\"error\":\"no\"}"));
    assertThat(upstream.received()).extracting(Received::path).containsOnly("/q/health/ready");
  }

  @Test
  void aRefusalIsHandedBack() {
    upstream.answer(
        new Answer(
            401,
            Map.of("WWW-Authenticate", "Bearer", "Content-Type", "application/problem+json"),
            "{\"status\":401}"));

    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/runs")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("status", is(401));
    assertThat(upstream.received().get(0).authorization()).isEmpty();
  }

  @Test
  void anUnresponsiveServiceIsUnavailable() {
    upstream.hangUp();

    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/ingestions/x/cancel")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", equalTo("5"))
        .body("detail", is("the ingestor does not answer; try again"));
  }

  @Test
  void otherSitesCannotMakeABrowserSendRequests() {
    given().contentType("text/plain").body("{}").post("/api/v1/runs").then().statusCode(415);
    given()
        .header("Host", "evil.example")
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/runs")
        .then()
        .statusCode(403);

    assertThat(upstream.received()).isEmpty();
  }

  @Test
  void pathsNameTheMethodsThatTheyAllow() {
    given()
        .put("/api/v1/runs")
        .then()
        .statusCode(405)
        .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
    for (String action : new String[] {"runs/r1/cancel", "datasets/trips/records"}) {
      given()
          .get("/api/v1/" + action)
          .then()
          .statusCode(405)
          .header("Allow", equalTo("OPTIONS, POST"));
    }
  }
}
