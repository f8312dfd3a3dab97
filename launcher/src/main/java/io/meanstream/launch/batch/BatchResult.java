package io.meanstream.launch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The document that the batch prints in the end: one entry for each dataset's run. */
public record BatchResult(JsonNode document) {

  /** What has been done, in a few words. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d averages of %,d rows on %,d days",
        sum("averagesWritten"),
        sum("rowsRead"),
        sum("days"));
  }

  private long sum(String field) {
    long sum = 0;
    for (JsonNode run : document.path("runs")) {
      sum += run.path(field).asLong();
    }
    return sum;
  }
}
