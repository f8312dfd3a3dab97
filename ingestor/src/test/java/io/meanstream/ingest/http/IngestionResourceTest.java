package io.meanstream.ingest.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.ReadyService;
import io.meanstream.ingest.kafka.KafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@ExtendWith(NoBlockedThreads.class)
class IngestionResourceTest {

  private static final String PATH = "/api/v1/ingestions";

  @TempDir Path folder;
  @Inject IngestorConfig config;

  private Path file;

  @BeforeEach
  void aFileAndAReadyService() throws Exception {
    file = Files.writeString(folder.resolve("header.csv"), "ride_id,started_at,ended_at\n");
    ReadyService.await();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"dataset\":\"rides\"                          | 400 | the request body is not valid JSON",
        "[] | 400 | the request body does not match the expected schema",
        "{\"dataset\":\"rides\",\"path\":\"/a\",\"x\":1} | 400 | unknown member in the request body: x",
        "{\"dataset\":\"rides\",\"path\":\"/a\",\"charset\":\"utf9\"}    | 400 "
            + "| charset: \"utf9\" is not a known charset; use one such as windows-1252",
        "{\"dataset\":\"rides\",\"path\":\"/a\",\"delimiter\":\"ab\"}    | 400 "
            + "| delimiter: \"ab\" is not a delimiter; use one ASCII character other than a quote",
        "{\"dataset\":\"rides\"}                         | 400 | dataset and path are required",
        "{\"dataset\":\"rides\",\"path\":\"a.csv\"}      | 400 | path: must be absolute",
        "{\"dataset\":\"none\",\"path\":\"/\"}           | 404 | there is no dataset \"none\"",
        "{\"dataset\":\"rides\",\"path\":\"/none/a\"}    | 404 | /none/a: no such file"
      })
  void invalidRequestGetsAProblemDocument(String body, int status, String detail) {
    problem(authorized().body(body), status).body("detail", containsString(detail));
  }

  @Test
  void folderWithoutDataIsAnError() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    problem(authorized().body(request(empty)), 422)
        .body(
            "detail",
            equalTo(
                empty
                    + ": contains no data files (.csv, .tsv, .txt, .json, .ndjson, .jsonl, .parquet, .gz, .zip)"));
  }

  @Test
  void missingOrWrongTokenIsRefused() {
    problem(given().contentType("application/json").body(request(file)), 401);
    problem(
        given()
            .contentType("application/json")
            .header("Authorization", "Bearer nonsense")
            .body(request(file)),
        401);
    problem(
        given()
            .contentType("application/json")
            .header("Authorization", "Basic " + KafkaResource.TOKEN)
            .body(request(file)),
        401);
  }

  @Test
  void missingPathIsNotRevealedWithoutToken() {
    problem(given().contentType("application/json").body(request(Path.of("/none/a.csv"))), 401);
    problem(given().contentType("application/json").body(request(file.resolve("a.csv"))), 401);
  }

  @Test
  void noTokenIsNeededBelowAConfiguredFolder() throws Exception {
    // Given
    Path root = config.roots().orElseThrow().get(0);
    Path data = Files.copy(file, root.resolve("free.csv"));

    // When, Then
    given()
        .contentType("application/json")
        .body(request(data))
        .post(PATH)
        .then()
        .statusCode(202)
        .body("ingestions[0].source", equalTo("free.csv"))
        .body("ingestions[0].state", equalTo("queued"));
  }

  @Test
  void linksOutOfAConfiguredFolderNeedTheToken() throws Exception {
    // Given
    Path root = Files.createDirectory(config.roots().orElseThrow().get(0).resolve("links"));
    Path link = Files.createSymbolicLink(root.resolve("link.csv"), file);

    // When, Then
    problem(given().contentType("application/json").body(request(link)), 401);
    problem(given().contentType("application/json").body(request(root)), 401);
    problem(
        given().contentType("application/json").body(request(root.resolve("../../token"))), 401);
  }

  @Test
  void foreignHostNameIsRefused() {
    problem(authorized().header("Host", "evil.example:8082").body(request(file)), 403);
    authorized()
        .header("Host", "ingestor.example")
        .body(request(file))
        .post(PATH)
        .then()
        .statusCode(202);
  }

  @Test
  void http2AuthorityIsCheckedLikeHost() throws Exception {
    HttpRequest call =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(RestAssured.port, PATH)))
            .version(HttpClient.Version.HTTP_2)
            .header("Authorization", "Bearer " + KafkaResource.TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request(file)))
            .build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(call, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  @Test
  void onlyJsonIsAccepted() {
    String token = "Bearer " + KafkaResource.TOKEN;
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      problem(given().header("Authorization", token).contentType(type).body("{}"), 415);
    }
  }

  @Test
  void unknownPathsGetProblemDocuments() {
    for (String path : new String[] {PATH + "/none", "/api/v1/none", "/none"}) {
      given()
          .get(path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("status", equalTo(404));
    }
    given()
        .get(PATH + "?x=1")
        .then()
        .statusCode(400)
        .body("detail", equalTo("x: this path takes no query parameters"));
    given().delete(PATH).then().statusCode(405).contentType("application/problem+json");
  }

  @Test
  void bodyThatIsTooLargeIsRefused() {
    problem(authorized().body("{\"dataset\":\"" + "x".repeat(100_000)), 413);
  }

  @Test
  void openApiDescribesTheService() {
    assertThat(given().get("/q/openapi").asString()).contains("/api/v1/ingestions/{id}");
  }

  private static String request(Path path) {
    return "{\"dataset\":\"rides\",\"path\":\"%s\"}".formatted(path);
  }

  private static RequestSpecification authorized() {
    return given()
        .header("Authorization", "Bearer " + KafkaResource.TOKEN)
        .contentType("application/json");
  }

  private static ValidatableResponse problem(RequestSpecification request, int status) {
    return request
        .post(PATH)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", startsWith("/problems.html#"))
        .body("status", equalTo(status));
  }
}
