package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Averages of the newest period. */
@StatsApiTest
class LatestTest {

  private static final String PATH = "/api/v1/datasets/trips/averages/latest?period=day";

  MongoDatabase store;

  @BeforeEach
  void threeDaysTheLastInTheFarFuture() {
    TestStore.empty(store);
    StoredRow.at("2020-04-02T12:00:00Z").in(store);
    StoredRow.at("2098-09-11T12:00:00Z").in(store);
    day("2020-04-01", "2020-04-01T05:00:00Z").count(3).in(store);
    day("2020-04-02", "2020-04-02T05:00:00Z").count(5).in(store);
    day("2098-09-11", "2098-09-11T05:00:00Z").count(1).in(store);
  }

  @Test
  void theNewestPeriodStartsNoLaterThanTheNewestRow() {
    given()
        .get(PATH)
        .then()
        .statusCode(200)
        .body("dataset", is("trips"))
        .body("items.label", contains("2020-04-02"))
        .body("items.count", contains(5));
  }

  @Test
  void groupsOfThePeriodArePaged() {
    for (String rider : new String[] {"cy", "ann", "bob"}) {
      day("2020-04-01", "2020-04-01T05:00:00Z").rider(rider).count(1).in(store);
    }
    day("2020-03-31", "2020-03-31T05:00:00Z").rider("dee").count(1).in(store);

    String path = PATH + "&group=rider&limit=2";
    String next =
        given()
            .get(path)
            .then()
            .body("items.group.rider", contains("ann", "bob"))
            .extract()
            .path("next");
    given()
        .get(path + "&cursor=" + next)
        .then()
        .body("items.group.rider", contains("cy"))
        .body("items.label", contains("2020-04-01"));
  }

  @Test
  void aTableHasTheSamePeriod() {
    assertThat(given().get(PATH + "&format=csv&statistic=count").asString().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("2020-04-02,2020-04-02T05:00:00Z,");
  }

  @Test
  void aDatasetWithoutRowsHasNoNewestPeriod() {
    TestStore.empty(store);

    given().get(PATH).then().statusCode(200).body("items", empty());
  }

  private static StoredAverage day(String label, String start) {
    return StoredAverage.of("day", label, start, "2098-12-31T06:00:00Z");
  }
}
