package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

@StatsApiTest
class BadRequestsTest {

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "bad-requests.csv", useHeadersInDisplayName = true, numLinesToSkip = 1)
  void errorsOfBadRequestsNameTheAllowedValues(
      String reason, String path, int status, String type, String parameter, String detail) {
    Response response = given().urlEncodingEnabled(false).get(path);

    assertThat(response.statusCode()).as(reason).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.path("type").toString()).isEqualTo(type);
    assertThat(response.path("status").toString()).isEqualTo(String.valueOf(status));
    assertThat(response.path("title").toString()).isNotBlank();
    assertThat((String) response.path("errors?.get(0)?.parameter")).isEqualTo(parameter);
    assertThat(response.path("detail").toString()).isEqualTo(detail);
  }

  @Test
  void allWrongParametersAreNamedAtOnce() {
    given()
        .get(
            "/api/v1/datasets/trips/averages?period=eon&group=fare&limit=0&order=up&to=x&format=xls")
        .then()
        .statusCode(400)
        .body("errors.parameter", contains("group", "period", "format", "limit", "to", "order"))
        .body("errors[3].detail", equalTo("\"0\" is not a whole number from 1 to 10000"));
    given()
        .get("/api/v1/runs?state=over&dataset=rides&limit=x")
        .then()
        .body("errors.parameter", contains("dataset", "state", "limit"))
        .body(
            "detail",
            equalTo(
                "dataset: \"rides\" is not a dataset; known: bills, empty, trips. "
                    + "state: \"over\" is not a state; known: queued, running, done, failed, "
                    + "cancelled, lost. limit: \"x\" is not a whole number from 1 to 10000"));
    given()
        .get("/api/v1/ingestions?form=a&limits=5")
        .then()
        .body("errors.parameter", contains("form", "limits"));
  }

  @Test
  void theTypeOfAProblemIsTheAddressOfItsDescription() {
    String type = given().get("/api/v1/datasets/none").path("type");

    given()
        .get(type.substring(0, type.indexOf('#')))
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("<section id=\"" + type.substring(type.indexOf('#') + 1) + "\">"));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void pathsAreReadOnly(String method, String path) {
    given()
        .contentType("application/json")
        .body("{}")
        .request(method, path)
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .header("Allow", equalTo("GET, HEAD, OPTIONS"))
        .body("status", equalTo(405))
        .body("detail", equalTo("this path supports GET, HEAD, OPTIONS, not " + method));
  }

  static Stream<Arguments> writes() {
    return Stream.of("POST", "PUT", "DELETE", "PATCH")
        .flatMap(
            method ->
                Stream.of(
                        "/api/v1/datasets",
                        "/api/v1/datasets/trips",
                        "/api/v1/datasets/trips/averages",
                        "/api/v1/datasets/trips/rejects",
                        "/api/v1/ingestions/x",
                        "/api/v1/balance")
                    .map(path -> Arguments.of(method, path)));
  }

  @Test
  void anUnsupportedMediaTypeIsRejected() {
    given()
        .accept("application/xml")
        .get("/api/v1/datasets/trips/averages?period=day")
        .then()
        .statusCode(406)
        .contentType("application/problem+json")
        .body("title", equalTo("Not Acceptable"));
  }

  @Test
  void errorsAreProblemDocumentsForEveryAcceptHeader() {
    given()
        .accept("text/csv")
        .get("/api/v1/datasets/trips/averages?period=eon")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void aLongValueIsClipped() {
    given()
        .get("/api/v1/datasets/trips/averages?period=" + "x".repeat(2_000))
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo(
                "period: \""
                    + "x".repeat(100)
                    + "…\" is not a period of trips; known: hour, day, week, month"));
  }
}
