package io.meanstream.launch.command;

import io.meanstream.launch.api.IngestionProgress;
import io.meanstream.launch.api.Submission;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether to wait for the end of what was queued, and how to print what has become of it. */
final class WaitOption {

  @Option(names = "--detach", description = "Do not wait for the end.")
  private boolean detach;

  @Mixin private FormatOption format;

  /** Waits, if it is to, prints, and returns the exit code. */
  int of(Submission submitted, Ingest ingest, Console console) {
    IngestReport report = detach ? IngestReport.queued(submitted) : settled(ingest, submitted);
    report.print(format.format, console);
    return report.isGood() ? 0 : 1;
  }

  private static IngestReport settled(Ingest ingest, Submission submitted) {
    List<IngestionProgress> queued = submitted.readings();
    ingest.awaitRead(queued);
    ingest.awaitSettled(queued);
    return new IngestReport(ingest.results(queued), submitted);
  }
}
