package io.meanstream.launch.demo;

import io.meanstream.launch.Failure;
import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.Ingestion;
import io.meanstream.launch.api.IngestionProgress;
import io.meanstream.launch.api.Submission;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ingests files, none of which may fail. */
final class WholeIngest {

  private WholeIngest() {}

  /**
   * Ingests the files, waits until every row is settled, and shows the progress.
   *
   * @return the seconds for reading, and the further seconds until the last row was settled
   * @throws Mistake with a line for each file that cannot be read
   * @throws Failure for the first file that was not read to its end
   */
  static Map<String, Double> run(
      Ingest ingest, Console console, String dataset, List<Path> data, TextOption text) {
    Submission submitted = ingest.submit(dataset, data, text, false);
    if (!submitted.refused().isEmpty()) {
      throw new Mistake(String.join(System.lineSeparator(), submitted.refused()));
    }
    Submission.lines(submitted.skipped()).forEach(console::note);
    List<IngestionProgress> sources = submitted.readings();
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("ingest", ingest.awaitRead(sources));
    seconds.put("persist", ingest.awaitSettled(sources));
    ingest.results(sources).forEach(WholeIngest::refuseFailed);
    return seconds;
  }

  private static void refuseFailed(Ingestion ingestion) {
    if (ingestion.isBad()) {
      throw new Failure(
          "%s is %s: %s"
              .formatted(
                  ingestion.source(),
                  ingestion.state(),
                  ingestion.error().orElse(ingestion.balance().toString())));
    }
  }
}
