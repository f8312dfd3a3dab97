package io.meanstream.batch.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;

/**
 * What a run has done.
 *
 * @param run its number; 0 where there was no row to run over
 * @param days how many days it recomputed
 * @param seconds by step
 */
public record RunReport(
    String dataset,
    long run,
    int days,
    long rowsRead,
    long averagesWritten,
    Map<String, Double> seconds) {

  public Document toDocument() {
    return new Document("dataset", dataset)
        .append("run", run)
        .append("days", days)
        .append("rowsRead", rowsRead)
        .append("averagesWritten", averagesWritten)
        .append("seconds", new Document(new LinkedHashMap<String, Object>(seconds)));
  }
}
