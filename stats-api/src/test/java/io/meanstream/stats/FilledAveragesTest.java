package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoDatabase;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A calendar without gaps: periods without rows are shown, too. */
@StatsApiTest
class FilledAveragesTest {

  private static final String PATH = "/api/v1/datasets/trips/averages?fill=null";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void periodsWithoutRowsAreShownWithoutValues() {
    // Given an average for one of three days, the first of which has 23 hours
    StoredAverage.of("day", "2020-03-09", "2020-03-09T05:00:00Z", "2020-03-10T05:00:00Z")
        .count(4)
        .measure("fare", 4, 16.0, 4.0, 2.0, 6.0, 8.0)
        .in(store);

    given()
        .get(PATH + "&period=day&from=2020-03-08&to=2020-03-11&measure=fare")
        .then()
        .statusCode(200)
        .body("items.label", contains("2020-03-08", "2020-03-09", "2020-03-10"))
        .body("items[0].start", is("2020-03-08T06:00:00Z"))
        .body("items[0].end", is("2020-03-09T05:00:00Z"))
        .body("items.count", contains(0, 4, 0))
        .body("items.measures.fare.count", contains(0, 4, 0))
        .body("items.measures.fare.mean", contains(null, 4.0f, null))
        .body("items[0].computedAt", nullValue())
        .body("items[0].excluded", is(java.util.Map.of()))
        .body("next", nullValue());
  }

  @Test
  void anEmptyPeriodIsComparedHoweverItsDecimalIsWritten() {
    Document group =
        new Document("amount", Decimal128.parse("1.5"))
            .append("due", Date.from(Instant.parse("2020-05-31T00:00:00Z")));
    Document average =
        StoredAverage.of("day", "2020-03-09", "2020-03-09T05:00:00Z", "2020-03-10T05:00:00Z")
            .by("amount,due", "", group)
            .count(4)
            .document();
    average.append("_id", "bills|day|2020-03-09|").append("dataset", "bills");
    store.getCollection("averages").insertOne(average);

    given()
        .get(
            "/api/v1/datasets/bills/averages?fill=null&compare=previous&period=day"
                + "&from=2020-03-10&to=2020-03-11&group=amount:1.50,due:2020-05-31")
        .then()
        .statusCode(200)
        .body("items[0].count", is(0))
        .body("items[0].group.amount", is("1.5"))
        .body("items[0].compared.count", is(4));
  }

  @Test
  void bothRepeatedHoursAreShown() {
    given()
        .get(PATH + "&period=hour&from=2020-11-01T05:30:00Z&to=2020-11-01T08:30:00Z")
        .then()
        .body(
            "items.label",
            contains("2020-11-01T01-05:00", "2020-11-01T01-06:00", "2020-11-01T02-06:00"));
  }

  @Test
  void oneGroupIsFilledWithItsValues() {
    StoredAverage.of("month", "2020-03", "2020-03-01T06:00:00Z", "2020-04-01T05:00:00Z")
        .rider("ann")
        .count(2)
        .in(store);

    given()
        .get(PATH + "&period=month&from=2020-02-15&to=2020-05-01&group=rider:ann")
        .then()
        .body("items.label", contains("2020-03", "2020-04"))
        .body("items.count", contains(2, 0))
        .body("items.group.rider", contains("ann", "ann"));
  }

  @Test
  void pagesInEitherOrderShowEachPeriodOnce() {
    StoredAverage.of("week", "2020-W53", "2020-12-28T06:00:00Z", "2021-01-04T06:00:00Z")
        .count(1)
        .in(store);
    String path = PATH + "&period=week&from=2020-12-21&to=2021-01-18&limit=3";

    assertThat(allPages(path)).containsExactly("2020-W52", "2020-W53", "2021-W01", "2021-W02");
    assertThat(allPages(path + "&order=desc"))
        .containsExactly("2021-W02", "2021-W01", "2020-W53", "2020-W52");
  }

  @Test
  void aYearOfHoursIsComplete() {
    // Given the hours of a leap year, which need many chunks
    StoredAverage.of("hour", "2020-12-31T23-06:00", "2021-01-01T05:00:00Z", "2021-01-01T06:00:00Z")
        .count(7)
        .in(store);

    List<String> lines =
        given()
            .get(PATH + "&period=hour&from=2020-01-01&to=2021-01-01&format=csv&statistic=count")
            .asString()
            .lines()
            .toList();

    assertThat(lines).hasSize(1 + 366 * 24);
    assertThat(lines.get(1))
        .startsWith("2020-01-01T00-06:00,2020-01-01T06:00:00Z,")
        .contains(",0,");
    assertThat(lines.get(8784)).startsWith("2020-12-31T23-06:00,").contains(",7,");
  }

  private static List<String> allPages(String path) {
    List<String> labels = new ArrayList<>();
    for (String next = path; next != null; ) {
      Response page = given().urlEncodingEnabled(false).get(next);
      labels.addAll(page.<List<String>>path("items.label"));
      String link = page.header("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    return labels;
  }
}
