package io.meanstream.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TokenFile.class)
class ServiceSupportTest {

  private static final String NOTE = "{\"text\": \"a\"}";

  @ConfigProperty(name = TokenFile.KEY)
  Path token;

  @AfterEach
  void restoreFirstToken() throws IOException {
    Files.writeString(token, "first\n");
  }

  @Test
  void anyoneCanRead() {
    assertThat(given().get("/notes").statusCode()).isEqualTo(200);
  }

  @Test
  void theTokenMakesItsHolderAnAdministrator() {
    assertThat(bearer("first").body(NOTE).post("/notes").statusCode()).isEqualTo(200);
  }

  @Test
  void aNewTokenReplacesTheOldOneAtOnce() throws IOException {
    // When
    Files.writeString(token, "second\n");

    // Then
    assertThat(bearer("second").body(NOTE).post("/notes").statusCode()).isEqualTo(200);
    problem(bearer("first").body(NOTE).post("/notes"), 401, "the token is wrong");
  }

  @ParameterizedTest
  @CsvSource({"Bearer other", "Bearer", "Basic first", "first"})
  void anyOtherAuthorizationIsWrong(String header) {
    problem(
        json().header("Authorization", header).body(NOTE).post("/notes"),
        401,
        "the token is wrong");
  }

  @Test
  void anEmptyTokenFileMatchesNoToken() throws IOException {
    // When
    Files.writeString(token, "\n");

    // Then
    problem(bearer("").body(NOTE).post("/notes"), 401, "the token is wrong");
  }

  @Test
  void writingNeedsAToken() {
    Response answer = json().body(NOTE).post("/notes");

    problem(answer, 401, "this request needs a token: Authorization: Bearer …");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void aMissingRoleIsForbidden() {
    problem(bearer("first").body(NOTE).post("/notes/locked"), 403, "your role does not allow this");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:1, 200",
    "127.0.0.1:1, 200",
    "[::1]:1, 200",
    "notes.example:1, 200",
    "NOTES.example, 200",
    "127.0.0.1.evil.example, 403",
    "evil.example, 403"
  })
  void aForeignHostNameIsRejected(String host, int status) {
    assertThat(bearer("first").header("Host", host).body(NOTE).post("/notes").statusCode())
        .isEqualTo(status);
  }

  @Test
  void encodedBodiesAreRejected() {
    problem(
        bearer("first").header("Content-Encoding", "gzip").body(NOTE).post("/notes"),
        415,
        "send the request body without Content-Encoding");
    assertThat(
            bearer("first")
                .header("Content-Encoding", "identity")
                .body(NOTE)
                .post("/notes")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "prefx=a, 'prefx: is not a parameter of this path; known: prefix'",
    "prefix=a&prefix=b, prefix: given 2 times",
    "prefix=, prefix: has no value"
  })
  void aWrongQueryParameterIsRejected(String query, String detail) {
    problem(given().urlEncodingEnabled(false).get("/notes?" + query), 400, detail);
  }

  @Test
  void onlyJsonBodiesAreAccepted() {
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      problem(
          bearer("first").contentType(type).body("{}").post("/notes"),
          415,
          "the request body must be application/json");
    }
  }

  @Test
  void aBodyThatDoesNotSayItsLengthIsRejected() throws Exception {
    for (HttpClient.Version version : HttpClient.Version.values()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/notes"))
              .version(version)
              .header("Authorization", "Bearer first")
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofInputStream(
                      () -> new ByteArrayInputStream(NOTE.getBytes(StandardCharsets.UTF_8))))
              .build();

      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(version + " " + answer.body()).isEqualTo(411);
    }
  }

  @Test
  void unexpectedErrorsDoNotLeakDetails() {
    problem(
        bearer("first").body("{\"text\": \"fail\"}").post("/notes"),
        500,
        "internal error; see the log of the service");
  }

  @Test
  void anUnsupportedMethodIsNamed() {
    problem(bearer("first").delete("/notes"), 405, "this path does not support DELETE");
  }

  private static RequestSpecification json() {
    return given().contentType("application/json");
  }

  private static RequestSpecification bearer(String token) {
    return json().header("Authorization", "Bearer " + token);
  }

  private static void problem(Response answer, int status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<String>path("detail")).isEqualTo(detail);
  }
}
