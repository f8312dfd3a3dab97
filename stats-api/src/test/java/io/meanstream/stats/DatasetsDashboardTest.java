package io.meanstream.stats;

import static com.dashjoin.jsonata.Jsonata.jsonata;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.dashjoin.jsonata.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The queries of Grafana's dashboard of datasets. Its plugin evaluates the same JSONata expressions
 * on the same responses.
 */
@StatsApiTest
class DatasetsDashboardTest {

  private static final Path FILE =
      Path.of("..", "deploy", "grafana", "dashboards", "meanstream-datasets.json");

  private static final Map<String, String> VARIABLES =
      Map.of(
          "${dataset}", "trips",
          "${period}", "day",
          "${measure}", "fare",
          "${group}", "rider",
          "${__from:date:iso}", "2020-04-01T05:00:00.000Z",
          "${__to:date:iso}", "2020-04-03T05:00:00.000Z");

  MongoDatabase store;

  private JsonNode dashboard;

  @BeforeEach
  void twoDays() throws IOException {
    dashboard = new ObjectMapper().readTree(FILE.toFile());
    TestStore.empty(store);
    day("2020-04-01")
        .count(4)
        .excluded("free", 2)
        .excluded("test", 1)
        .measure("fare", 4, 16.0, 4.0, 2.0, 6.0, 8.0)
        .percentiles("fare", 4.0, 5.5, 6.0)
        .in(store);
    day("2020-04-02").count(3).late(1).measure("fare", 3, 9.0, 3.0, 2.0, 4.0, 2.0).in(store);
    day("2020-04-01")
        .rider("casual")
        .measure("fare", 1, 6.0, 6.0, 6.0, 6.0, 0.0)
        .count(1)
        .in(store);
    day("2020-04-01")
        .rider("member")
        .measure("fare", 3, 10.0, 3.3, 2.0, 4.0, 2.0)
        .count(3)
        .in(store);
  }

  @Test
  void variablesOfferWhatTheDatasetsHave() {
    assertThat(rows(variable("dataset"))).extracting("name").contains("bills", "trips");
    assertThat(rows(variable("measure"))).extracting("name").containsExactly("fare", "duration");
    assertThat(rows(variable("group"))).extracting("field").contains("rider");
  }

  @Test
  void theMeasureIsShownWithItsPercentiles() {
    assertThat(rows(target(0)))
        .extracting("start", "mean", "median", "p90", "p99")
        .containsExactly(
            tuple("2020-04-01T05:00:00Z", 4, 4, 5.5, 6),
            tuple("2020-04-02T05:00:00Z", 3, null, null, null));
  }

  @Test
  void rowsAreShownBesideExcludedOnes() {
    assertThat(rows(target(1)))
        .extracting("count", "excluded")
        .containsExactly(tuple(4, 3), tuple(3, 0));
  }

  @Test
  void eachGroupIsASeries() {
    assertThat(rows(target(2)))
        .extracting("group", "mean")
        .containsExactly(tuple("casual", 6), tuple("member", 3.3));
  }

  @Test
  void theNewestPeriodsComeFirst() {
    assertThat(rows(target(3)))
        .extracting("label", "count", "mean", "complete", "late")
        .containsExactly(tuple("2020-04-02", 3, 3, false, 1), tuple("2020-04-01", 4, 4, false, 0));
  }

  private JsonNode target(int panel) {
    return dashboard.path("panels").path(panel).path("targets").path(0);
  }

  private JsonNode variable(String name) {
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.path("name").asText().equals(name)) {
        return variable.at("/query/infinityQuery");
      }
    }
    throw new AssertionError("no variable " + name);
  }

  /** What a query selects from its response: rows that have all of its columns, or one of them. */
  private static List<Map<String, Object>> rows(JsonNode query) {
    String response =
        given()
            .get(replaced(query.path("url").asText()))
            .then()
            .statusCode(200)
            .extract()
            .asString();
    Object selected =
        jsonata(replaced(query.path("root_selector").asText())).evaluate(Json.parseJson(response));
    List<Map<String, Object>> rows =
        (selected instanceof Collection<?> several ? several : List.of(selected))
            .stream().map(DatasetsDashboardTest::row).toList();
    for (JsonNode column : query.path("columns")) {
      assertThat(rows).allSatisfy(row -> assertThat(row).containsKey(selector(column)));
    }
    return rows;
  }

  private static String selector(JsonNode column) {
    return column.path("selector").asText();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> row(Object value) {
    return (Map<String, Object>) value;
  }

  private static String replaced(String text) {
    String replaced = text;
    for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
      replaced = replaced.replace(variable.getKey(), variable.getValue());
    }
    return replaced;
  }

  private static StoredAverage day(String label) {
    return StoredAverage.of(
        "day",
        label,
        label + "T05:00:00Z",
        label.replace("04-02", "04-03").replace("04-01", "04-02") + "T05:00:00Z");
  }
}
