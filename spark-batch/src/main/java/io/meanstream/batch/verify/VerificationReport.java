package io.meanstream.batch.verify;

import static io.meanstream.batch.run.ProgressPrinter.plural;

import io.meanstream.catalog.dataset.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * The result of a verification.
 *
 * @param compared the number of compared averages
 * @param differences how many of them differ from their rows
 * @param shown the first differences by ID
 * @param waitingDays the number of days that wait for a run, whose periods are not compared
 * @param waitsForFirstRun whether there are rows, but no run with the current definition has
 *     completed yet, so that nothing can be compared
 * @param seconds the duration of each step
 */
public record VerificationReport(
    String dataset,
    long rowsRead,
    long compared,
    long differences,
    List<Comparison> shown,
    int waitingDays,
    boolean waitsForFirstRun,
    Map<String, Double> seconds) {

  /** The maximum number of differences in a report. */
  static final int MOST_SHOWN = 20;

  /**
   * A report without any comparison, because no run with the current definition has completed.
   *
   * @param days the number of days with rows
   */
  static VerificationReport beforeFirstRun(Dataset dataset, int days, Map<String, Double> seconds) {
    return new VerificationReport(dataset.name(), 0, 0, 0, List.of(), days, days > 0, seconds);
  }

  /** Whether the averages are what the rows give; not before the first run, if there are rows. */
  public boolean isEqual() {
    return differences == 0 && !waitsForFirstRun;
  }

  /** The report in words, with one line for each difference. */
  public List<String> lines() {
    if (waitsForFirstRun) {
      return List.of("no run with this definition has completed yet, so nothing was compared");
    }
    List<String> lines = new ArrayList<>();
    shown.forEach(comparison -> lines.add(comparison.toString()));
    if (differences > shown.size()) {
      lines.add("and %,d more".formatted(differences - shown.size()));
    }
    lines.add(
        "%s compared, %s"
            .formatted(plural(compared, "average"), plural(differences, "difference")));
    if (waitingDays > 0) {
      lines.add(
          "%s changed since the last run: their periods are not compared until the next run"
              .formatted(plural(waitingDays, "day")));
    }
    return lines;
  }

  public Document toDocument() {
    return new Document("dataset", dataset)
        .append("rowsRead", rowsRead)
        .append("averagesCompared", compared)
        .append("differences", differences)
        .append("shown", shown.stream().map(Comparison::toDocument).toList())
        .append("waitingDays", waitingDays)
        .append("waitsForFirstRun", waitsForFirstRun)
        .append("seconds", new Document(new LinkedHashMap<String, Object>(seconds)));
  }
}
