package io.meanstream.schedule.http;

import static io.meanstream.schedule.ServiceToken.authorized;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.meanstream.schedule.SchedulerTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@SchedulerTest
class BadRequestsTest {

  private static final String RUNS = "/api/v1/runs";
  private static final String BODY = "{\"dataset\": \"trips\"}";

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "bad-requests.csv",
      delimiter = '|',
      quoteCharacter = '^',
      useHeadersInDisplayName = true,
      numLinesToSkip = 1)
  void badRequestsAreExplained(
      String reason, String method, String path, String body, int status, String detail) {
    // When
    RequestSpecification request = body == null ? authorized() : authorized().body(body);
    Response response = request.urlEncodingEnabled(false).request(method, path);

    // Then
    assertThat(response.statusCode()).as(reason).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.<String>path("detail")).isEqualTo(detail);
    assertThat(response.<Integer>path("status")).isEqualTo(status);
  }

  @Test
  void changesNeedTheToken() {
    for (String path :
        new String[] {
          RUNS,
          RUNS + "/x/cancel",
          "/api/v1/schedules/hours/pause",
          "/api/v1/schedules/hours/resume"
        }) {
      problem(given().contentType("application/json").body(BODY), path, 401);
      problem(
          given()
              .contentType("application/json")
              .header("Authorization", "Bearer nonsense")
              .body(BODY),
          path,
          401);
    }
  }

  @Test
  void aForeignHostNameIsRejected() {
    problem(authorized().header("Host", "evil.example:8084").body(BODY), RUNS, 403);
    authorized()
        .header("Host", "scheduler.example")
        .body("{\"dataset\": \"none\"}")
        .post(RUNS)
        .then()
        .statusCode(404);
  }

  @Test
  void http2CallsAreCheckedByTheirAuthority() throws Exception {
    HttpRequest call =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(RestAssured.port, RUNS)))
            .version(HttpClient.Version.HTTP_2)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(call, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).as("only the token is missing").isEqualTo(401);
  }

  @Test
  void onlyJsonIsAccepted() {
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      problem(authorized().contentType(type).body("{}"), RUNS, 415);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRejected() {
    problem(authorized().body("{\"dataset\":\"" + "x".repeat(100_000)), RUNS, 413);
  }

  @Test
  void theServiceDescribesItself() {
    assertThat(given().get("/q/openapi").asString())
        .contains("/api/v1/runs/{id}/cancel", "/api/v1/schedules/{dataset}/pause");
  }

  private static ValidatableResponse problem(
      RequestSpecification request, String path, int status) {
    return request
        .post(path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status));
  }
}
