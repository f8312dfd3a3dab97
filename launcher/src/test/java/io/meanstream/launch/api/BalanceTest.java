package io.meanstream.launch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meanstream.launch.show.Json;
import org.junit.jupiter.api.Test;

class BalanceTest {

  @Test
  void theDocumentHasExactlySixNumbers() throws JsonProcessingException {
    Balance balance =
        Balance.of(
            Json.parse(
                """
                {"id": "x", "read": 21, "stored": 1, "corrected": 2, "duplicates": 3,
                 "rejected": 4, "inFlight": 11, "settled": true}
                """));

    assertThat(balance.into(Json.object()).toString())
        .isEqualTo(
            "{\"read\":21,\"stored\":1,\"corrected\":2,\"duplicates\":3,\"rejected\":4,"
                + "\"inFlight\":11}");
  }

  @Test
  void printsAsASum() {
    assertThat(new Balance(1010, 1001, 2, 3, 4, 0))
        .hasToString("1,010 read = 1,001 stored + 2 corrected + 3 duplicates + 4 rejected");
  }

  @Test
  void printsRowsInFlight() {
    assertThat(new Balance(5, 1, 0, 0, 0, 4)).asString().endsWith(" + 4 in flight");
  }
}
