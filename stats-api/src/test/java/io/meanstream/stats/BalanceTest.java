package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StatsApiTest
class BalanceTest {

  private static final String AT = "2020-05-01T08:00:00Z";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void withoutIngestionsEverythingIsZeroAndSettled() {
    assertThat(balance(""))
        .isEqualTo(
            """
            {"read":0,"stored":0,"corrected":0,"duplicates":0,"rejected":0,"inFlight":0,\
            "settled":true}""");
  }

  @Test
  void theBalanceSumsAllIngestions() {
    StoredIngestion.of("a", "done", AT)
        .read(10, 7, true)
        .rejected("type", 3)
        .totals("0", 4, 1, 2, 0)
        .in(store);
    StoredIngestion.of("b", "reading", AT).read(100, 60, false).totals("0", 40, 0, 0, 1).in(store);
    StoredIngestion.of("c", "known", AT).with("knownAs", "a").in(store);
    StoredIngestion.foreign("test-trips").totals("1", 0, 0, 0, 5).in(store);
    StoredIngestion.position(store, "test-trips", 0, 50);

    assertThat(balance(""))
        .isEqualTo(
            """
            {"read":115,"stored":44,"corrected":1,"duplicates":2,"rejected":9,"inFlight":59,\
            "settled":false}""");
  }

  @Test
  void theBalanceCanBeLimitedToADataset() {
    StoredIngestion.of("a", "done", AT).read(2, 2, true).totals("0", 2, 0, 0, 0).in(store);
    StoredIngestion.of("b", "reading", AT).with("dataset", "empty").read(9, 9, false).in(store);
    StoredIngestion.foreign("test-trips").totals("1", 0, 0, 0, 5).in(store);
    StoredIngestion.position(store, "test-trips", 0, 2);

    assertThat(balance("?dataset=trips"))
        .isEqualTo(
            """
            {"read":2,"stored":2,"corrected":0,"duplicates":0,"rejected":0,"inFlight":0,\
            "settled":true}""");
  }

  private static String balance(String query) {
    return given().get("/api/v1/balance" + query).then().statusCode(200).extract().asString();
  }
}
