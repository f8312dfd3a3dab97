package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.meanstream.stats.DocumentedOperations.Operation;
import io.meanstream.stats.UpstreamServer.Answer;
import io.meanstream.stats.UpstreamServer.Received;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  void slowBodiesDoNotHoldUpOtherRequests() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int body = 0; body < 8; body++) {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        slow.add(client);
        client.getOutputStream().write(halfABody("/api/v1/datasets/trips/records"));
      }
      assertThat(upstream.awaitBegin()).isTrue();

      given().get("/api/v1/topics").then().statusCode(202);
    } finally {
      for (Socket client : slow) {
        client.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/datasets/trips/records", "/api/v1/uploads?dataset=trips&name=a.csv"})
  void aTruncatedBodyDoesNotArriveAsComplete(String path) throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      client.getOutputStream().write(halfABody(path));
      assertThat(upstream.awaitBegin()).isTrue();
    }

    assertThat(upstream.awaitCutOff()).isTrue();
    assertThat(upstream.received()).isEmpty();
  }

  private static byte[] halfABody(String path) {
    String type = path.contains("records") ? "application/x-ndjson" : "application/octet-stream";
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: 2000\r\n\r\n"
            .formatted(path, type);
    return (head + "{}\n".repeat(300)).getBytes(StandardCharsets.UTF_8);
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

    // one that responds too late is away
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                given()
                    .get("/api/v1/services")
                    .then()
                    .statusCode(200)
                    .body("items.name", contains("ingestor", "persister", "scheduler"))
                    .body("items.state", contains("down", "away", "down"))
                    .body("items[0].checks.name", contains("kafka", "definitions"))
                    .body("items[0].checks.state", contains("down", "up"))
                    .body("items[0].checks[0].detail", equalTo("{\"error\":\"no\"}")));
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

  /** A path that begins with two slashes is an address without a scheme. */
  @Test
  void aPathCannotNameAnotherServer() throws IOException {
    try (UpstreamServer other = new UpstreamServer()) {
      other.answer(new Answer(200, Map.of(), "{}"));
      String authority = URI.create(other.url()).getAuthority();

      String response =
          exchange(
              """
              POST //%s/../api/v1/runs HTTP/1.1
              Host: localhost
              Authorization: Bearer secret
              Content-Type: application/json
              Content-Length: 2
              Connection: close

              {}"""
                  .formatted(authority));

      assertThat(response).startsWith("HTTP/1.1 202");
      assertThat(other.received()).isEmpty();
    }
  }

  private static String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/runs?url=x", "/api/v1/datasets/trips/records?dataset=users"})
  void parametersThatAPathDoesNotHaveAreNotForwarded(String path) {
    given().contentType("application/json").body("{}").post(path).then().statusCode(400);

    assertThat(upstream.received()).isEmpty();
  }

  @Test
  void everyDocumentedChangeIsForwarded() {
    for (Operation operation : DocumentedOperations.of("post")) {
      upstream.answer(new Answer(202, Map.of(), "{}"));

      given()
          .urlEncodingEnabled(false)
          .contentType(operation.bodyType())
          .body("{}".getBytes(StandardCharsets.UTF_8))
          .post(operation.path())
          .then()
          .statusCode(202);

      assertThat(upstream.received()).extracting(Received::path).containsExactly(operation.path());
    }
  }

  @Test
  void everyPathAllowsItsDocumentedMethods() {
    for (String path : DocumentedOperations.paths()) {
      Set<String> methods = DocumentedOperations.methods(path);
      assertThat(methods).as(path).isNotEmpty();
      String allowed =
          Stream.of("GET", "HEAD", "OPTIONS", "POST")
              .filter(it -> it.equals("OPTIONS") || methods.contains(it.replace("HEAD", "GET")))
              .collect(Collectors.joining(", "));

      String example = path.replaceAll("[{}]", "");
      given().options(example).then().statusCode(200).header("Allow", equalTo(allowed));
      given().put(example).then().statusCode(405).header("Allow", equalTo(allowed));
    }
  }
}
