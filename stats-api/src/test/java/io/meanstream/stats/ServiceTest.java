package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.mongodb.client.MongoDatabase;
import io.meanstream.stats.DocumentedOperations.Operation;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StatsApiTest
class ServiceTest {

  MongoDatabase store;

  @Test
  void theServiceIsReadyWhileTheStoreAnswers() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    given()
        .get("/q/health/ready")
        .then()
        .body("status", is("UP"))
        .body("checks.name", containsInAnyOrder("store", "definitions"))
        .body("checks.find { it.name == 'store' }.data.database", is(store.getName()));
    given().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
  }

  @Test
  void requestsAreCountedByRoute() {
    given().get("/api/v1/datasets/trips");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(given().get("/q/metrics").asString())
                    .contains("uri=\"/api/v1/datasets/{dataset}\""));
  }

  @Test
  void theIndexForTheQueriesIsCreated() {
    Document key =
        new Document("dataset", 1).append("period", 1).append("by", 1).append("start", 1);
    key.append("_id", 1);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(store.getCollection("averages").listIndexes().map(i -> i.get("key")))
                    .contains(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/datasets", "/api/v1/balance", "/api/v1/none"})
  void responsesCannotBeFramedSniffedOrReadByOtherSites(String path) {
    given()
        .header("Origin", "https://example.com")
        .get(path)
        .then()
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
        .header(
            "Content-Security-Policy",
            allOf(startsWith("default-src 'none';"), endsWith("frame-ancestors 'none'")))
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void thePageAtTheRootLinksToEverything() {
    String page =
        given().get("/").then().statusCode(200).contentType("text/html").extract().asString();

    List<String> links =
        Pattern.compile("(?:href|src)=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.startsWith("#"))
            .toList();
    assertThat(links)
        .contains("api/v1/datasets", "api/v1/ingestions", "api/v1/balance", "page.js", "page.css");
    assertThat(links)
        .allSatisfy(link -> assertThat(given().get("/" + link).statusCode()).isEqualTo(200));
  }

  @Test
  void everyModuleThatThePageImportsIsServed() {
    Set<String> modules = new HashSet<>();

    collectModules(URI.create("/page.js"), modules);

    assertThat(modules).contains("/page.js", "/page/dataset.js", "/vendor/echarts.js");
  }

  private static void collectModules(URI module, Set<String> found) {
    if (found.add(module.getPath()) && !module.getPath().startsWith("/vendor/")) {
      String text =
          given()
              .get(module.getPath())
              .then()
              .statusCode(200)
              .contentType("text/javascript")
              .extract()
              .asString();
      Pattern.compile("(?:from |import\\()'([^']+)'")
          .matcher(text)
          .results()
          .forEach(name -> collectModules(module.resolve(name.group(1)), found));
    }
  }

  /** A generated client accepts the first media type only. */
  @Test
  void openApiNamesSuccessfulResponsesFirst() {
    Stream.of("get", "post")
        .flatMap(method -> DocumentedOperations.of(method).stream())
        .forEach(
            operation ->
                assertThat(operation.statuses().iterator().next())
                    .as(operation.path())
                    .startsWith("2"));
  }

  @Test
  void openApiDocumentsEveryOperationWithItsErrors() {
    assertThat(DocumentedOperations.paths())
        .containsExactlyInAnyOrder(
            "/api/v1/balance",
            "/api/v1/consumers",
            "/api/v1/datasets",
            "/api/v1/datasets/{dataset}",
            "/api/v1/datasets/{dataset}/averages",
            "/api/v1/datasets/{dataset}/averages/latest",
            "/api/v1/datasets/{dataset}/fetch",
            "/api/v1/datasets/{dataset}/records",
            "/api/v1/datasets/{dataset}/rejects",
            "/api/v1/events",
            "/api/v1/feeds",
            "/api/v1/ingestions",
            "/api/v1/ingestions/{id}",
            "/api/v1/ingestions/{id}/cancel",
            "/api/v1/ingestions/{id}/replay",
            "/api/v1/ingestions/{id}/retry",
            "/api/v1/runs",
            "/api/v1/runs/{id}/cancel",
            "/api/v1/schedules/{dataset}/pause",
            "/api/v1/schedules/{dataset}/resume",
            "/api/v1/services",
            "/api/v1/topics",
            "/api/v1/uploads");
    for (Operation operation : DocumentedOperations.of("get")) {
      assertThat(operation.statuses())
          .as(operation.path())
          .contains("200", "304", "400", "406", "500");
    }
    for (Operation operation : DocumentedOperations.of("post")) {
      assertThat(operation.statuses())
          .as(operation.path())
          .contains("400", "401", "404", "4XX", "500", "503")
          .containsAnyOf("200", "201", "202");
    }
  }
}
