package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.meanstream.stats.datasets.DatasetLookup;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which periods are over and complete, and their rows per day. */
@StatsApiTest
class CompletenessTest {

  private static final String PATH = "/api/v1/datasets/trips/averages?period=";

  @Inject DatasetLookup datasets;
  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void aPeriodIsOverOnceARowAtItsEndOrLaterIsStored() {
    // Given days of Chicago; the second ends with the newest row, to the millisecond
    day("2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z");
    day("2020-04-02", "2020-04-02T05:00:00Z", "2020-04-03T05:00:00Z");
    day("2020-04-03", "2020-04-03T05:00:00Z", "2020-04-04T05:00:00Z");
    StoredRow.at("2020-04-03T05:00:00Z").in(store);
    state(new Document());

    averages("day")
        .body("items.over", contains(true, true, false))
        .body("items.complete", contains(true, true, false));
  }

  @Test
  void aPeriodWithADirtyDayIsNotComplete() {
    // Given a week whose last day is dirty, and one that a run has computed
    week("2020-W13", "2020-03-23T05:00:00Z", "2020-03-30T05:00:00Z");
    week("2020-W14", "2020-03-30T05:00:00Z", "2020-04-06T05:00:00Z");
    week("2020-W15", "2020-04-06T05:00:00Z", "2020-04-13T05:00:00Z");
    StoredRow.at("2020-04-20T08:00:00Z").in(store);
    state(
        new Document("2020-03-29", mark(3, 3))
            .append("2020-04-05", mark(2, 1))
            .append("2020-04-13", new Document("version", 1L)));

    averages("week")
        .body("items.over", contains(true, true, true))
        .body("items.complete", contains(true, false, true));
  }

  @Test
  void aDatasetShowsHowManyDaysWaitForARun() {
    // Given
    state(
        new Document("2020-04-03", mark(2, 1))
            .append("2020-04-01", mark(2, 1))
            .append("2020-03-01", mark(2, 2)));

    // When, Then
    given()
        .get("/api/v1/datasets/trips")
        .then()
        .body("completeness.computed", is(true))
        .body("completeness.complete", is(false))
        .body("completeness.dirtyDays", is(2))
        .body("completeness.oldestDirtyDay", is("2020-04-01"))
        .body("completeness.newestDirtyDay", is("2020-04-03"));

    // When
    store
        .getCollection("datasets")
        .updateOne(new Document(), Updates.set("days", new Document("2020-04-03", mark(2, 2))));

    // Then
    given().get("/api/v1/datasets/trips").then().body("completeness.complete", is(true));
  }

  @Test
  void averagesOfAnOlderDefinitionAreNotComplete() {
    day("2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z");
    StoredRow.at("2020-04-20T08:00:00Z").in(store);
    state(new Document());
    store
        .getCollection("datasets")
        .updateOne(new Document(), new Document("$set", new Document("definition", "another")));

    averages("day").body("items.over", contains(true)).body("items.complete", contains(false));
  }

  @Test
  void rowsPerDayCountOnlyDaysBetweenTheOldestAndNewestRow() {
    // Given rows from a Wednesday to the Thursday of the third week
    StoredRow.at("2020-04-01T12:00:00Z").in(store);
    StoredRow.at("2020-04-16T12:00:00Z").in(store);
    week("2020-W14", "2020-03-30T05:00:00Z", "2020-04-06T05:00:00Z");
    week("2020-W15", "2020-04-06T05:00:00Z", "2020-04-13T05:00:00Z");
    week("2020-W16", "2020-04-13T05:00:00Z", "2020-04-20T05:00:00Z");

    // Then 70 rows in each are divided by 5, 7 and 4 days
    averages("week").body("items.rowsPerDay", contains(14.0f, 10.0f, 17.5f));
  }

  @Test
  void hoursAndDaysHaveNoRowsPerDay() {
    StoredRow.at("2020-04-01T12:00:00Z").in(store);
    day("2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z");

    averages("day").body("items[0].rowsPerDay", nullValue());
  }

  @Test
  void rowsPerDayCountsCalendarDaysInAMonthWithAClockChange() {
    // Given the 31 days of March, one of which has 23 hours
    StoredRow.at("2020-01-01T12:00:00Z").in(store);
    StoredRow.at("2020-05-01T12:00:00Z").in(store);
    StoredAverage.of("month", "2020-03", "2020-03-01T06:00:00Z", "2020-04-01T05:00:00Z")
        .count(62)
        .in(store);

    averages("month").body("items.rowsPerDay", contains(2.0f));
  }

  @Test
  void rowsInTheFarFutureEndNoPeriod() {
    // Given a row of 2098, and no run yet
    week("2020-W14", "2020-03-30T05:00:00Z", "2020-04-06T05:00:00Z");
    week("2020-W15", "2020-04-06T05:00:00Z", "2020-04-13T05:00:00Z");
    StoredRow.at("2020-04-01T12:00:00Z").in(store);
    StoredRow.at("2020-04-07T12:00:00Z").in(store);
    StoredRow.at("2098-09-11T02:23:31Z").in(store);
    state(new Document());

    // Then 70 rows in each are divided by five days and by two
    averages("week")
        .body("items.over", contains(true, false))
        .body("items.complete", contains(true, false))
        .body("items.rowsPerDay", contains(14.0f, 35.0f));
    given()
        .get("/api/v1/datasets/trips")
        .then()
        .body("newest", is("2020-04-07T12:00:00Z"))
        .body("oldest", is("2020-04-01T12:00:00Z"));
  }

  @Test
  void excludedRowsEndNoPeriod() {
    // Given rows of 2019 and of May that the last run did not count
    week("2020-W14", "2020-03-30T05:00:00Z", "2020-04-06T05:00:00Z");
    week("2020-W15", "2020-04-06T05:00:00Z", "2020-04-13T05:00:00Z");
    StoredRow.at("2019-04-01T12:00:00Z").in(store);
    StoredRow.at("2020-05-07T12:00:00Z").in(store);
    state(new Document("2020-05-07", mark(1, 1)));
    reached("2020-04-01T12:00:00Z", "2020-04-07T12:00:00Z");

    averages("week")
        .body("items.over", contains(true, false))
        .body("items.rowsPerDay", contains(14.0f, 35.0f));
  }

  @Test
  void rowsOfDirtyDaysCanEndAPeriod() {
    // Given three days that no run has computed since, and between them one that was excluded
    week("2020-W14", "2020-03-30T05:00:00Z", "2020-04-06T05:00:00Z");
    week("2020-W15", "2020-04-06T05:00:00Z", "2020-04-13T05:00:00Z");
    StoredRow.at("2020-03-31T12:00:00Z").in(store);
    StoredRow.at("2020-04-13T05:00:00Z").in(store);
    StoredRow.at("2020-04-20T05:00:00Z").in(store);
    state(
        new Document("2020-03-31", mark(2, 1))
            .append("2020-04-12", mark(2, 1))
            .append("2020-04-13", mark(2, 1))
            .append("2020-04-20", mark(1, 1))
            .append("2020-04-22", mark(2, 1)));
    reached("2020-04-01T12:00:00Z", "2020-04-07T12:00:00Z");

    averages("week").body("items.over", contains(true, true));
    given()
        .get("/api/v1/datasets/trips")
        .then()
        .body("newest", is("2020-04-13T05:00:00Z"))
        .body("oldest", is("2020-03-31T12:00:00Z"));
  }

  @Test
  void noPeriodIsOverIfNoRowCounts() {
    day("2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z");
    StoredRow.at("2020-04-20T08:00:00Z").in(store);
    state(new Document("2020-04-20", mark(1, 1)));
    store
        .getCollection("datasets")
        .updateOne(
            new Document(),
            new Document("$set", new Document("oldest", null).append("reached", null)));

    averages("day").body("items.over", contains(false));
  }

  @Test
  void lateIsTheNumberStoredByTheBatch() {
    StoredAverage.of("day", "2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z")
        .count(9)
        .late(2)
        .in(store);

    averages("day").body("items[0].late", is(2));
  }

  private void day(String label, String start, String end) {
    StoredAverage.of("day", label, start, end).count(70).in(store);
  }

  private void week(String label, String start, String end) {
    StoredAverage.of("week", label, start, end).count(70).in(store);
  }

  private void state(Document days) {
    store
        .getCollection("datasets")
        .insertOne(
            new Document("_id", "trips")
                .append("definition", datasets.inPath("trips").definitionHash())
                .append("days", days));
  }

  /** Stores how far the rows reached in a run. */
  private void reached(String oldest, String newest) {
    Document times =
        new Document("oldest", Date.from(Instant.parse(oldest)))
            .append("reached", Date.from(Instant.parse(newest)));
    store.getCollection("datasets").updateOne(new Document(), new Document("$set", times));
  }

  private static Document mark(long version, long done) {
    return new Document("version", version).append("done", done);
  }

  private static ValidatableResponse averages(String period) {
    return given().get(PATH + period).then().statusCode(200);
  }
}
