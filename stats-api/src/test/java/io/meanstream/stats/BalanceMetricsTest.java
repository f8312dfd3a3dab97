package io.meanstream.stats;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StatsApiTest
class BalanceMetricsTest {

  private static final String AT = "2020-05-01T08:00:00Z";

  MongoDatabase store;

  @BeforeEach
  void emptyStore() {
    TestStore.empty(store);
  }

  @Test
  void theBalanceOfEachDatasetAndItsUnbalancedIngestionsAreMetrics() {
    // Given
    StoredIngestion.of("a", "done", AT).read(10, 10, true).totals("0", 4, 1, 2, 1).in(store);
    StoredIngestion.of("b", "reading", AT).with("dataset", "empty").read(9, 9, false).in(store);
    StoredIngestion.position(store, "test-trips", 0, 10);

    // Then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(given().get("/q/metrics").asString())
                    .contains(
                        "meanstream_balance_rows{dataset=\"trips\",outcome=\"read\"} 10.0",
                        "meanstream_balance_rows{dataset=\"trips\",outcome=\"stored\"} 4.0",
                        "meanstream_balance_rows{dataset=\"trips\",outcome=\"corrected\"} 1.0",
                        "meanstream_balance_rows{dataset=\"trips\",outcome=\"duplicate\"} 2.0",
                        "meanstream_balance_rows{dataset=\"trips\",outcome=\"rejected\"} 1.0",
                        "meanstream_balance_rows{dataset=\"empty\",outcome=\"in-flight\"} 9.0",
                        "meanstream_balance_unbalanced_ingestions{dataset=\"trips\"} 1.0",
                        "meanstream_balance_unbalanced_ingestions{dataset=\"empty\"} 0.0"));
  }
}
