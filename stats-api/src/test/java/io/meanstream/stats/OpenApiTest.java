package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document describes what the service answers, and its examples have the same form. */
@StatsApiTest
class OpenApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  MongoDatabase store;

  private JsonNode document;

  @BeforeEach
  void aStoreWithOneOfEverything() throws IOException {
    document = JSON.readTree(given().get("/q/openapi?format=json").asString());
    TestStore.empty(store);
    StoredRow.at("2020-04-09T12:00:00Z").in(store);
    day("2020-04-01").count(3).excluded("free", 1).in(store);
    day("2020-04-02").count(4).measure("fare", 4, 16.0, 4.0, 2.0, 6.0, 8.0).in(store);
    StoredIngestion.of("a", "done", "2020-05-01T08:00:00Z")
        .read(10, 7, true)
        .rejected("type", 3)
        .totals("0", 4, 1, 2, 0)
        .in(store);
    store
        .getCollection("runs")
        .insertOne(
            Document.parse(
                """
                {_id: 'r1', dataset: 'trips', trigger: 'schedule', state: 'done', run: 7,
                 requestedAt: {$date: '2020-05-04T07:15:00Z'}, full: false}"""));
    store
        .getCollection("schedules")
        .insertOne(
            Document.parse(
                """
                {_id: 'trips', cron: '0 15 * * * ?', zone: 'America/Chicago', paused: false,
                 next: {$date: '2020-05-04T08:15:00Z'}}"""));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/datasets, /api/v1/datasets",
    "/api/v1/datasets/{dataset}, /api/v1/datasets/trips",
    "/api/v1/datasets/{dataset}/averages, /api/v1/datasets/trips/averages?period=day&compare=previous",
    "/api/v1/datasets/{dataset}/averages/latest, /api/v1/datasets/trips/averages/latest?period=day",
    "/api/v1/ingestions, /api/v1/ingestions",
    "/api/v1/ingestions/{id}, /api/v1/ingestions/a",
    "/api/v1/balance, /api/v1/balance",
    "/api/v1/runs, /api/v1/runs",
    "/api/v1/services, /api/v1/services"
  })
  void answersAndExamplesHaveTheDocumentedForm(String path, String request) throws IOException {
    JsonNode schema =
        document
            .path("paths")
            .path(path)
            .path("get")
            .path("responses")
            .path("200")
            .path("content")
            .path("application/json")
            .path("schema");

    JsonNode answer =
        JSON.readTree(given().get(request).then().statusCode(200).extract().asString());

    assertThat(schema.isMissingNode()).isFalse();
    compare(request, schema, answer);
  }

  private void compare(String place, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      compare(place, document.at(schema.get("$ref").asText().substring(1)), value);
    } else if (schema.has("anyOf")) {
      assertThat(schema.has("type")).as(place + " has alternatives only").isFalse();
      if (!value.isNull()) {
        compare(place, schema.get("anyOf").get(0), value);
      }
    } else if (value.isNull()) {
      // without a type, all values are allowed
      assertThat(schema.path("type").toString())
          .as(place + " may be null")
          .containsPattern("null|^$");
    } else if (value.isArray()) {
      value.forEach(item -> compare(place + "[]", schema.path("items"), item));
    } else if (schema.has("properties")) {
      compareMembers(place, schema, value);
    } else if (value.isObject()) {
      JsonNode members = schema.path("additionalProperties");
      value.forEach(member -> compare(place + ".*", members, member));
    } else {
      schema.path("examples").forEach(example -> compareForms(place, example, value));
    }
  }

  /** Members may be left out only if they are not required. */
  private void compareMembers(String place, JsonNode schema, JsonNode value) {
    JsonNode properties = schema.get("properties");
    assertThat(names(properties)).as(place).containsAll(names(value));
    schema
        .path("required")
        .forEach(name -> assertThat(value.has(name.asText())).as(place + "." + name).isTrue());
    names(value)
        .forEach(name -> compare(place + "." + name, properties.get(name), value.get(name)));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void compareForms(String place, JsonNode example, JsonNode value) {
    assertThat(example.isNumber())
        .as(place + ", for example " + example)
        .isEqualTo(value.isNumber());
    assertThat(isInstant(example))
        .as(place + ", for example " + example)
        .isEqualTo(isInstant(value));
  }

  private static boolean isInstant(JsonNode value) {
    try {
      Instant.parse(value.asText());
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static StoredAverage day(String label) {
    return StoredAverage.of("day", label, label + "T05:00:00Z", "2020-04-09T05:00:00Z");
  }
}
