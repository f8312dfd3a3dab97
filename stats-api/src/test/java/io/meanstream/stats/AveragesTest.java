package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoDatabase;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StatsApiTest
class AveragesTest {

  private static final String PATH = "/api/v1/datasets/trips/averages";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void anAverageHasTheDocumentedFields() {
    // Given fares of 2, 4, 4 and 6: mean 4, squared deviations 4 + 0 + 0 + 4
    StoredAverage.of("day", "2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z")
        .count(4)
        .excluded("test", 2)
        .excluded("free", 7)
        .measure("fare", 4, 16.0, 4.0, 2.0, 6.0, 8.0)
        .percentiles("fare", 4.0, 6.0, 6.0)
        .measure("duration", 1, 90.5, 90.5, 90.5, 90.5, 0.0)
        .in(store);

    // When
    String body = given().get(PATH + "?period=day").then().statusCode(200).extract().asString();

    // Then, with the sample's deviation sqrt(8 / 3), and in the order of the definition
    assertThat(body)
        .isEqualTo(
            """
            {"dataset":"trips","period":"day","items":[\
            {"label":"2020-04-01","start":"2020-04-01T05:00:00Z","end":"2020-04-02T05:00:00Z",\
            "group":{},"count":4,"rowsPerDay":null,"excluded":{"free":7,"test":2},"measures":{\
            "fare":{"unit":"USD","count":4,"mean":4.0,"sum":16.0,"min":2.0,"max":6.0,\
            "stddev":1.632993161855452,"median":4.0,"p90":6.0,"p99":6.0},\
            "duration":{"unit":"s","count":1,"mean":90.5,"sum":90.5,"min":90.5,"max":90.5,\
            "stddev":null,"median":null,"p90":null,"p99":null}},\
            "over":false,"complete":false,"late":0,\
            "computedAt":"2020-06-01T08:00:00.123Z","compared":null}],"next":null}""");
  }

  @Test
  void aDatasetWithoutAveragesHasAnEmptyPage() {
    given()
        .get("/api/v1/datasets/empty/averages?period=quarter")
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("items", empty())
        .body("next", nullValue());
  }

  @Test
  void missingValuesAreNull() {
    StoredAverage.of("day", "2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z")
        .count(3)
        .measure("fare", 3, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, 1.0, Double.NaN)
        .in(store);

    given()
        .get(PATH + "?period=day")
        .then()
        .body("items[0].measures.fare.mean", nullValue())
        .body("items[0].measures.fare.min", nullValue())
        .body("items[0].measures.fare.stddev", nullValue())
        .body("items[0].measures.duration.count", is(0))
        .body("items[0].measures.duration.mean", nullValue());
  }

  @Test
  void periodsWithOnlyExcludedRowsAreShownButEmptyPeriodsAreNot() {
    StoredAverage.of("day", "2020-04-01", "2020-04-01T05:00:00Z", "2020-04-02T05:00:00Z").in(store);
    StoredAverage.of("day", "2020-04-02", "2020-04-02T05:00:00Z", "2020-04-03T05:00:00Z")
        .excluded("free", 1)
        .in(store);

    given().get(PATH + "?period=day").then().body("items.label", contains("2020-04-02"));
  }

  @Test
  void groupValuesKeepTheirTypesAndNull() {
    march().by("dock,electric", "dock=7,electric=true", group(7L, true)).count(1).in(store);
    march().by("dock,electric", "dock=8,electric", group(8L, null)).count(1).in(store);
    march().by("dock,electric", "dock,electric=false", group(null, false)).count(1).in(store);

    given()
        .get(PATH + "?period=month&group=electric,dock")
        .then()
        .statusCode(200)
        .body("items", hasSize(3))
        .body("items[0].group.dock", nullValue())
        .body("items[0].group.electric", is(false))
        .body("items[1].group.dock", is(7))
        .body("items[1].group.electric", is(true))
        .body("items[2].group.dock", is(8))
        .body("items[2].group.electric", nullValue())
        .body("items[2].group.size()", is(2));
  }

  @Test
  void groupDecimalsAreExactStringsAndDatesAreIndependentOfTheZone() {
    // Given
    Document group =
        new Document("amount", Decimal128.parse("-0.00000000000000001"))
            .append("due", Date.from(Instant.parse("2020-05-31T00:00:00Z")));
    Document average = march().by("amount,due", "", group).count(1).document();
    average.append("_id", "bills|month|2020-03|").append("dataset", "bills");
    store.getCollection("averages").insertOne(average);

    // When, then
    String path = "/api/v1/datasets/bills/averages?period=month&group=amount,due";
    given()
        .get(path)
        .then()
        .body("items[0].group.amount", is("-0.00000000000000001"))
        .body("items[0].group.due", is("2020-05-31"));
    assertThat(given().accept("text/csv").get(path).asString())
        .contains("group.amount,group.due,")
        .contains(",-0.00000000000000001,2020-05-31,");
  }

  @Test
  void bothHoursOfARepeatedWallClockTimeAreShownInOrder() {
    hour("2020-11-01T01-06:00", "2020-11-01T07:00:00Z", "2020-11-01T08:00:00Z");
    hour("2020-11-01T01-05:00", "2020-11-01T06:00:00Z", "2020-11-01T07:00:00Z");

    given()
        .get(PATH + "?period=hour&from=2020-11-01&to=2020-11-02")
        .then()
        .body("items.label", contains("2020-11-01T01-05:00", "2020-11-01T01-06:00"));
  }

  @Test
  void averagesAreSortedByStartAndThenByGroup() {
    day("2020-04-02", "2020-04-02T05:00:00Z").rider("ann").count(1).in(store);
    day("2020-04-01", "2020-04-01T05:00:00Z").rider("bob").count(1).in(store);
    day("2020-04-01", "2020-04-01T05:00:00Z").rider(null).count(1).in(store);
    day("2020-04-01", "2020-04-01T05:00:00Z").rider("ann").count(1).in(store);

    given()
        .get(PATH + "?period=day&group=rider")
        .then()
        .body("items.group.rider", contains(null, "ann", "bob", "ann"))
        .body("items[3].label", equalTo("2020-04-02"));
  }

  private void hour(String label, String start, String end) {
    StoredAverage.of("hour", label, start, end).count(1).in(store);
  }

  private static StoredAverage day(String label, String start) {
    return StoredAverage.of("day", label, start, "2020-04-09T05:00:00Z");
  }

  private static StoredAverage march() {
    return StoredAverage.of("month", "2020-03", "2020-03-01T06:00:00Z", "2020-04-01T05:00:00Z");
  }

  private static Document group(Long dock, Boolean electric) {
    return new Document("dock", dock).append("electric", electric);
  }
}
