package io.meanstream.launch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedStateTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String UNUSED =
      """
      {"dataset": "users", "scheduled": false, "fetching": false, "page": null, "landedAt": null,
       "waitsUntil": null, "nextFetch": null, "fetch": null}
      """;

  private static final String FETCH =
      """
      {"endedAt": "2026-11-26T09:00:00Z", "pages": 2, "records": 900, "error": null}""";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "unused    | {} | false | -",
        "scheduled | {\"scheduled\": true} | true | -",
        "restarted | {\"page\": \"https://x/1\", \"landedAt\": \"2026-11-26T08:00:00Z\"} | true "
            + "| landed a page at 2026-11-26T08:00:00Z",
        "done      | {\"fetch\": FETCH} | true | 2026-11-26T09:00:00Z: 900 records on 2 pages",
        "delayed   | {\"fetch\": {\"endedAt\": \"10:00\", \"pages\": 0, \"records\": 0, \"error\": null,"
            + " \"oldestTransaction\": \"09:00\"}} | true | 10:00: 0 records on 0 pages; newer rows wait"
            + " for a transaction that began at 09:00",
        "failed    | {\"fetch\": {\"error\": \"the server answers 404\"}} | true "
            + "| failed: the server answers 404",
        "fetching  | {\"fetch\": FETCH, \"fetching\": true} | true "
            + "| 900 records on 2 pages so far",
        "waiting   | {\"fetch\": FETCH, \"fetching\": true, \"waitsUntil\": \"2026-11-26T10:00:00Z\"} "
            + "| true | 900 records on 2 pages, waits until 2026-11-26T10:00:00Z"
      })
  void aFeedIsSummedUpInALine(String state, String differs, boolean isInUse, String summary)
      throws IOException {
    ObjectNode document = (ObjectNode) JSON.readTree(UNUSED);
    document.setAll((ObjectNode) JSON.readTree(differs.replace("FETCH", FETCH)));

    FeedState feed = new FeedState(document);

    assertThat(feed.isInUse()).as(state).isEqualTo(isInUse);
    assertThat(feed.summary()).as(state).isEqualTo(summary);
  }
}
