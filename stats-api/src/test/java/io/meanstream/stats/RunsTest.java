package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoDatabase;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StatsApiTest
class RunsTest {

  MongoDatabase store;

  @BeforeEach
  void anEmptyStore() {
    TestStore.empty(store);
  }

  @Test
  void aRunShowsTheFieldsOfTheSchedulerAndTheBatch() {
    // Given
    insert(
        "runs",
        """
        {_id: 'r1', dataset: 'trips', trigger: 'retry', from: '2020-05-01', to: '2020-05-03',
         full: false, attempt: 2, retryOf: 'r0', retriedAs: null, state: 'failed',
         requestedAt: {$date: '2020-05-04T08:00:00Z'}, due: {$date: '2020-05-04T08:00:30Z'},
         startedAt: {$date: '2020-05-04T08:00:31Z'}, endedAt: {$date: '2020-05-04T08:00:40Z'},
         run: {$numberLong: '7'}, days: 2, rowsRead: {$numberLong: '12'},
         averagesWritten: {$numberLong: '5'}, seconds: {start: 4.0, compute: 3.25},
         applicationId: 'local-1', exitCode: 1, error: 'no space', log: ['a', 'b']}
        """);

    // When, Then
    given()
        .get("/api/v1/runs")
        .then()
        .statusCode(200)
        .body("items.size()", is(1))
        .body("items[0].trigger", is("retry"))
        .body("items[0].from", is("2020-05-01"))
        .body("items[0].attempt", is(2))
        .body("items[0].retryOf", is("r0"))
        .body("items[0].state", is("failed"))
        .body("items[0].startedAt", is("2020-05-04T08:00:31Z"))
        .body("items[0].run", is(7))
        .body("items[0].days", is(2))
        .body("items[0].rowsRead", is(12))
        .body("items[0].seconds.compute", is(3.25f))
        .body("items[0].applicationId", is("local-1"))
        .body("items[0].exitCode", is(1))
        .body("items[0].error", is("no space"))
        .body("items[0].log", contains("a", "b"))
        .body("next", nullValue());
  }

  @Test
  void schedulesShowTheNextFireTime() {
    // Given
    insert(
        "schedules",
        """
        {_id: 'trips', cron: '0 15 * * * ?', zone: 'America/Chicago', paused: false,
         next: {$date: '2020-05-04T08:15:00Z'}, checkedAt: {$date: '2020-05-04T07:15:00Z'}}
        """);
    insert("schedules", "{_id: 'empty', cron: null, zone: 'Europe/Berlin'}");

    // When, Then
    given()
        .get("/api/v1/runs")
        .then()
        .body("schedules.dataset", contains("empty", "trips"))
        .body("schedules[0].cron", nullValue())
        .body("schedules[0].paused", is(false))
        .body("schedules[1].cron", is("0 15 * * * ?"))
        .body("schedules[1].next", is("2020-05-04T08:15:00Z"))
        .body("schedules[1].checkedAt", is("2020-05-04T07:15:00Z"));
    given().get("/api/v1/runs?dataset=empty").then().body("schedules.dataset", contains("empty"));
  }

  @Test
  void namesOfEarlierVersionsAreStillRead() {
    // Given
    insert("schedules", "{_id: 'trips', lookedAt: {$date: '2020-05-04T07:15:00Z'}}");
    insert("runs", "{_id: 'r1', dataset: 'trips', trigger: 'made-up', state: 'done'}");

    // When, Then
    given()
        .get("/api/v1/runs")
        .then()
        .body("schedules[0].checkedAt", is("2020-05-04T07:15:00Z"))
        .body("items[0].trigger", is("catch-up"));
  }

  @Test
  void withoutASchedulerOrARunBothAreEmpty() {
    given()
        .get("/api/v1/runs")
        .then()
        .body("items", empty())
        .body("schedules", empty())
        .body("next", nullValue());
  }

  @Test
  void pagesShowEachItemOnceNewestFirst() {
    insert("runs", "{_id: 'undated', dataset: 'trips', state: 'done'}");
    insert("runs", at("old", "2020-05-01T08:00:00Z"));
    insert("runs", at("same-b", "2020-05-02T08:00:00Z"));
    insert("runs", at("same-a", "2020-05-02T08:00:00Z"));
    insert("runs", at("new", "2020-05-03T08:00:00Z"));

    List<String> ids = new ArrayList<>();
    for (String path = "/api/v1/runs?limit=1"; path != null; ) {
      Response page = given().urlEncodingEnabled(false).get(path);
      ids.addAll(page.<List<String>>path("items.id"));
      String link = page.header("Link");
      path = link == null ? null : link.substring(1, link.indexOf('>'));
    }

    assertThat(ids).containsExactly("new", "same-a", "same-b", "old", "undated");
  }

  @Test
  void runsCanBeFilteredByDatasetAndState() {
    insert("runs", at("mine", "2020-05-01T08:00:00Z"));
    insert("runs", "{_id: 'other', dataset: 'empty', state: 'failed'}");

    given().get("/api/v1/runs?dataset=trips").then().body("items.id", contains("mine"));
    given().get("/api/v1/runs?state=failed").then().body("items.id", contains("other"));
    given().get("/api/v1/runs?state=failed&dataset=trips").then().body("items", empty());
  }

  private static String at(String id, String requestedAt) {
    return "{_id: '%s', dataset: 'trips', state: 'done', requestedAt: {$date: '%s'}}"
        .formatted(id, requestedAt);
  }

  private void insert(String collection, String document) {
    store.getCollection(collection).insertOne(Document.parse(document));
  }
}
