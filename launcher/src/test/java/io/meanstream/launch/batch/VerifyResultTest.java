package io.meanstream.launch.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.show.Format;
import io.meanstream.launch.show.Json;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class VerifyResultTest {

  private static final VerifyResult DIFFERENT =
      result(
          """
          {"dataset": "rides", "rowsRead": 84776, "averagesCompared": 9120, "differences": 22,
           "shown": [{"average": "rides|day|2020-04-01|",
                      "difference": "count is 3, but its rows give 2"}],
           "waitingDays": 2, "seconds": {}}\
          """);
  private static final String SAME =
      """
      {"dataset": "rides", "rowsRead": 84776, "averagesCompared": 9120, "differences": 0,
       "shown": [], "waitingDays": 0, "waitsForFirstRun": false, "seconds": {}}\
      """;
  private static final String NO_RUN =
      """
      {"dataset": "levels", "rowsRead": 0, "averagesCompared": 0, "differences": 0,
       "shown": [], "waitingDays": 30, "waitsForFirstRun": true, "seconds": {}}\
      """;
  private static final VerifyResult EQUAL = result(SAME);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void printsDifferencesAndHowManyMoreAndSkippedDays() {
    DIFFERENT.print(Format.TABLE, Console.of(out, out, 0));

    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "rides|day|2020-04-01| count is 3, but its rows give 2",
            "and 21 more",
            "2 days changed since the last run, so their periods were not compared:"
                + " './meanstream aggregate' updates them.");
    assertThat(DIFFERENT.isGood()).isFalse();
    assertThat(DIFFERENT.summary())
        .isEqualTo("9,120 averages compared with 84,776 rows, 22 differ");
  }

  @Test
  void printsNothingWithoutDifferences() {
    EQUAL.print(Format.TABLE, Console.of(out, out, 0));

    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(EQUAL.isGood()).isTrue();
    assertThat(EQUAL.summary())
        .isEqualTo("9,120 averages compared with 84,776 rows, no difference");
  }

  @Test
  void aDatasetWithoutARunIsNotCalledEqual() {
    VerifyResult result = result(NO_RUN);

    result.print(Format.TABLE, Console.of(out, out, 0));

    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "levels: no run with its current definition has completed yet:"
                + " './meanstream aggregate' starts one.");
    assertThat(result.isGood()).isFalse();
    assertThat(result.summary()).isEqualTo("nothing compared: no run of levels has completed yet");
  }

  @Test
  void aDatasetWithoutARunFailsTheVerificationOfOthers() {
    VerifyResult result = result(SAME + ", " + NO_RUN);

    assertThat(result.isGood()).isFalse();
    assertThat(result.summary())
        .isEqualTo("9,120 averages compared with 84,776 rows, no difference");
  }

  @Test
  void csvHasOneRowPerDifference() {
    DIFFERENT.print(Format.CSV, Console.of(out, out, 0));

    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "average,difference", "rides|day|2020-04-01|,\"count is 3, but its rows give 2\"");
  }

  private static VerifyResult result(String verification) {
    try {
      return new VerifyResult(Json.parse("{\"verifications\": [" + verification + "]}"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(verification, e);
    }
  }
}
