package io.meanstream.batch.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;

/**
 * The result of a run.
 *
 * @param run its number; 0 if there were no rows
 * @param days the number of recomputed days
 * @param seconds the duration of each step
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
