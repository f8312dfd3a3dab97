package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Averages compared with those of an earlier period. */
@StatsApiTest
class ComparedAveragesTest {

  private static final String PATH = "/api/v1/datasets/trips/averages?";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void anAverageShowsTheSameGroupOfThePeriodBefore() {
    day("2020-04-01", "2020-04-01T05:00:00Z").rider("ann").count(2).in(store);
    day("2020-04-01", "2020-04-01T05:00:00Z").rider("bob").count(3).in(store);
    day("2020-04-02", "2020-04-02T05:00:00Z")
        .rider("bob")
        .count(4)
        .measure("fare", 4, 16.0, 4.0, 2.0, 6.0, 8.0)
        .in(store);
    day("2020-04-03", "2020-04-03T05:00:00Z").rider("bob").count(5).in(store);

    given()
        .get(PATH + "period=day&group=rider&from=2020-04-02&compare=previous&statistic=mean")
        .then()
        .statusCode(200)
        .body("items.count", contains(4, 5))
        .body("items.compared.count", contains(3, 4))
        .body("items.compared.label", contains("2020-04-01", "2020-04-02"))
        .body("items[1].compared.measures.fare.mean", is(4.0f))
        .body("items[1].compared.complete", is(false));
  }

  @Test
  void aPeriodBeforeWithoutRowsIsNull() {
    day("2020-04-01", "2020-04-01T05:00:00Z").count(2).in(store);
    day("2020-04-03", "2020-04-03T05:00:00Z").count(3).in(store);

    given()
        .get(PATH + "period=day&compare=previous")
        .then()
        .body("items[0].compared", nullValue())
        .body("items[1].compared", nullValue());
  }

  /** Each row: a period, the one a year before it, with their starts in Chicago. */
  @ParameterizedTest
  @CsvSource({
    "day, 2020-03-10, 2020-03-10T05:00:00Z, 2019-03-10, 2019-03-10T06:00:00Z",
    "day, 2020-02-28, 2020-02-28T06:00:00Z, 2019-02-28, 2019-02-28T06:00:00Z",
    "week, 2021-W01, 2021-01-04T06:00:00Z, 2020-W01, 2019-12-30T06:00:00Z",
    "week, 2020-W44, 2020-10-26T05:00:00Z, 2019-W44, 2019-10-28T05:00:00Z",
    "month, 2020-02, 2020-02-01T06:00:00Z, 2019-02, 2019-02-01T06:00:00Z",
    "hour, 2020-05-01T14-05:00, 2020-05-01T19:00:00Z, 2019-05-01T14-05:00, 2019-05-01T19:00:00Z",
    "hour, 2020-03-08T12-05:00, 2020-03-08T17:00:00Z, 2019-03-08T12-06:00, 2019-03-08T18:00:00Z",
    "hour, 2021-11-01T01-05:00, 2021-11-01T06:00:00Z, 2020-11-01T01-05:00, 2020-11-01T06:00:00Z"
  })
  void anAverageShowsTheSameLabelAYearEarlier(
      String period, String label, String start, String earlier, String earlierStart) {
    StoredAverage.of(period, label, start, "2022-01-01T06:00:00Z").count(2).in(store);
    StoredAverage.of(period, earlier, earlierStart, "2022-01-01T06:00:00Z").count(1).in(store);

    given()
        .get(PATH + "order=desc&limit=1&compare=year&period=" + period)
        .then()
        .body("items.label", contains(label))
        .body("items.compared.label", contains(earlier))
        .body("items.compared.count", contains(1));
  }

  /** Each row: a period without a counterpart a year earlier, and the start of a similar one. */
  @ParameterizedTest
  @CsvSource({
    "day, 2020-02-29, 2020-02-29T06:00:00Z, 2019-02-28T06:00:00Z",
    "hour, 2020-02-29T10-06:00, 2020-02-29T16:00:00Z, 2019-02-28T16:00:00Z",
    "week, 2020-W53, 2020-12-28T06:00:00Z, 2019-12-23T06:00:00Z",
    "hour, 2020-03-10T02-05:00, 2020-03-10T07:00:00Z, 2019-03-10T08:00:00Z"
  })
  void aLabelMissingAYearEarlierIsNotCompared(
      String period, String label, String start, String near) {
    StoredAverage.of(period, label, start, "2022-01-01T06:00:00Z").count(2).in(store);
    StoredAverage.of(period, "near", near, "2022-01-01T06:00:00Z").count(1).in(store);

    given()
        .get(PATH + "order=desc&limit=1&compare=year&period=" + period)
        .then()
        .body("items.label", contains(label))
        .body("items[0].compared", nullValue());
  }

  @Test
  void csvHasColumnsForComparedValues() {
    day("2020-04-01", "2020-04-01T05:00:00Z")
        .count(4)
        .measure("fare", 4, 16.0, 4.0, 2.0, 6.0, 8.0)
        .in(store);
    day("2020-04-02", "2020-04-02T05:00:00Z").count(5).in(store);

    assertThat(
            given()
                .get(PATH + "period=day&compare=previous&measure=fare&statistic=mean&format=csv")
                .asString()
                .lines())
        .containsExactly(
            """
            label,start,end,count,rowsPerDay,excluded.free,excluded.test,measures.fare.unit,\
            measures.fare.mean,over,complete,late,computedAt,compared.label,compared.start,\
            compared.end,compared.count,compared.rowsPerDay,compared.measures.fare.unit,\
            compared.measures.fare.mean,compared.complete""",
            """
            2020-04-01,2020-04-01T05:00:00Z,2020-04-09T05:00:00Z,4,,0,0,USD,4.0,false,false,0,\
            2020-06-01T08:00:00.123Z,,,,,,,,""",
            """
            2020-04-02,2020-04-02T05:00:00Z,2020-04-09T05:00:00Z,5,,0,0,USD,,false,false,0,\
            2020-06-01T08:00:00.123Z,2020-04-01,2020-04-01T05:00:00Z,2020-04-09T05:00:00Z,4,,USD,\
            4.0,false""");
  }

  @Test
  void periodsWithoutRowsAreComparedToo() {
    day("2020-04-01", "2020-04-01T05:00:00Z").count(2).in(store);

    given()
        .get(PATH + "period=day&compare=previous&fill=null&from=2020-04-01&to=2020-04-03")
        .then()
        .body("items.count", contains(2, 0))
        .body("items[0].compared", nullValue())
        .body("items[1].compared.count", is(2));
  }

  private static StoredAverage day(String label, String start) {
    return StoredAverage.of("day", label, start, "2020-04-09T05:00:00Z");
  }
}
