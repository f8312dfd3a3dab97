package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days of Chicago start at 06:00 UTC in winter and at 05:00 in summer; 2020-03-08 has 23 hours. */
@StatsApiTest
class RangesTest {

  MongoDatabase store;

  @BeforeEach
  void threeDaysAroundTheClockChange() {
    TestStore.empty(store);
    day("2020-03-07", "2020-03-07T06:00:00Z", "2020-03-08T06:00:00Z");
    day("2020-03-08", "2020-03-08T06:00:00Z", "2020-03-09T05:00:00Z");
    day("2020-03-09", "2020-03-09T05:00:00Z", "2020-03-10T05:00:00Z");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no range, '', 7 8 9",
    "from is inclusive, &from=2020-03-08, 8 9",
    "to is exclusive, &to=2020-03-08, 7",
    "a day, &from=2020-03-08&to=2020-03-09, 8",
    "the instant a day starts, &from=2020-03-09T05:00:00Z, 9",
    "a moment later, &from=2020-03-09T05:00:00.001Z, ''",
    "less than a moment later, &from=2020-03-09T05:00:00.0005Z, ''",
    "an offset, &from=2020-03-09T00:00:00-05:00, 9",
    "an offset with a plus, &from=2020-03-09T06:00:00%2B01:00, 9",
    "an instant without seconds, &to=2020-03-09T05:00Z, 7 8",
    "less than a moment after a start, &to=2020-03-08T06:00:00.0005Z, 7 8",
    "a period belongs if its start does, &from=2020-03-07T07:00:00Z&to=2020-03-08T07:00:00Z, 8",
    "the first years, &from=0000-01-01&to=0001-01-01, ''",
    "the last years, &to=9999-12-31, 7 8 9"
  })
  void aRangeIsHalfOpen(String reason, String range, String days) {
    List<String> labels =
        given()
            .urlEncodingEnabled(false)
            .get("/api/v1/datasets/trips/averages?period=day" + range)
            .then()
            .statusCode(200)
            .extract()
            .path("items.collect { it.label[-1..-1] }");

    assertThat(String.join(" ", labels)).as(reason).isEqualTo(days);
  }

  private void day(String label, String start, String end) {
    StoredAverage.of("day", label, start, end).count(1).in(store);
  }
}
