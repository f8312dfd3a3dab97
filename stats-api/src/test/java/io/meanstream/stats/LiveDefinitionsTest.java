package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@StatsApiTest
class LiveDefinitionsTest {

  private static final String MISTAKES = "checks.find { it.name == 'definitions' }.data.mistakes";

  @ConfigProperty(name = "meanstream.datasets")
  Path definitions;

  @AfterEach
  void removeIt() throws IOException {
    Files.deleteIfExists(definitions.resolve("levels.yaml"));
    soon(() -> given().get("/api/v1/datasets/levels").then().statusCode(404));
  }

  @Test
  void aDatasetDefinedAtRuntimeIsServedAndDocumented() throws IOException {
    // When
    define("title: Water levels");

    // Then
    soon(
        () ->
            given()
                .get("/api/v1/datasets/levels")
                .then()
                .statusCode(200)
                .body("title", is("Water levels")));
    given().get("/api/v1/datasets/levels/averages?period=day").then().statusCode(200);
    assertThat(documentedNames()).contains("levels", "trips");
    define("title: Levels");
    soon(() -> given().get("/api/v1/datasets/levels").then().body("title", is("Levels")));
  }

  @Test
  void mistakesAreReportedAndTheLastValidDefinitionsStayActive() throws IOException {
    // Given
    define("title: Water levels");
    soon(() -> given().get("/api/v1/datasets/levels").then().statusCode(200));

    // When
    define("periods: [day, decade]");

    // Then
    soon(
        () ->
            given()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(MISTAKES, startsWith("levels.yaml: periods[1]: ")));
    given().get("/api/v1/datasets").then().body("items.name", hasItem("levels"));
    define("title: Levels");
    soon(() -> given().get("/q/health/ready").then().body(MISTAKES, nullValue()));
  }

  private static List<String> documentedNames() {
    return given()
        .get("/q/openapi?format=json")
        .path(
            "paths.'/api/v1/datasets/{dataset}'.get.parameters.find { it.name == 'dataset' }.schema.enum");
  }

  private void define(String more) throws IOException {
    Files.writeString(
        definitions.resolve("levels.yaml"),
        "name: levels%nsource: {zone: UTC}%ntime: at%nfields: {at: {type: timestamp}}%n%s%n"
            .formatted(more));
  }

  private static void soon(ThrowingRunnable check) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(check);
  }
}
