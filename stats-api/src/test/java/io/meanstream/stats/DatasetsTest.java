package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StatsApiTest
class DatasetsTest {

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void aDatasetShowsItsWholeDefinition() {
    assertThat(given().get("/api/v1/datasets/trips").asString())
        .isEqualTo(
            """
            {"name":"trips","title":"Trips of the tests","topic":"test-trips",\
            "zone":"America/Chicago","time":"started_at","keys":[["trip_id"]],"fields":[\
            {"name":"trip_id","type":"string","required":false,"min":null,"max":null},\
            {"name":"started_at","type":"timestamp","required":true,"min":"2000-01-01",\
            "max":"2099-12-31 18:00"},\
            {"name":"rider","type":"string","required":false,"min":null,"max":null},\
            {"name":"dock","type":"integer","required":false,"min":null,"max":null},\
            {"name":"electric","type":"boolean","required":false,"min":null,"max":null},\
            {"name":"fare","type":"double","required":false,"min":0,"max":1000}],\
            "measures":[{"name":"fare","unit":"USD","expression":"fare"},\
            {"name":"duration","unit":"s","expression":"fare * 60"}],\
            "exclusions":[{"name":"free","condition":"fare = 0"},\
            {"name":"test","condition":"rider LIKE '%TEST%'"}],\
            "groups":[{"by":[],"finest":"hour","periods":["hour","day","week","month"]},\
            {"by":["rider"],"finest":"day","periods":["day","week","month"]},\
            {"by":["dock","electric"],"finest":"month","periods":["month"]}],\
            "periods":["hour","day","week","month"],"oldest":null,"newest":null,"completeness":\
            {"complete":false,"computed":false,"dirtyDays":0,"oldestDirtyDay":null,\
            "newestDirtyDay":null,"completedAt":null}}""");
  }

  @Test
  void allDatasetsAreOnOnePageWithTheTimesOfTheirOldestAndNewestRows() {
    StoredRow.at("2020-04-02T08:00:00Z").in(store);
    StoredRow.at("2020-05-02T08:00:00.007Z").in(store);
    StoredRow.at("2020-04-01T08:00:00Z").in(store);

    given()
        .get("/api/v1/datasets")
        .then()
        .statusCode(200)
        .body("items.name", contains("bills", "empty", "trips"))
        .body("items[1].periods", contains("hour", "day", "week", "month", "quarter"))
        .body("items[1].newest", nullValue())
        .body("items[2].oldest", equalTo("2020-04-01T08:00:00Z"))
        .body("items[2].newest", equalTo("2020-05-02T08:00:00.007Z"))
        .body("next", nullValue());
  }
}
