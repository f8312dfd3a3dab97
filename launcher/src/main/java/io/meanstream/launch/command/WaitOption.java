package io.meanstream.launch.command;

import io.meanstream.launch.api.IngestionProgress;
import io.meanstream.launch.api.Submission;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether to wait until the queued ingestions have ended, and how to print the result. */
final class WaitOption {

  @Option(names = "--detach", description = "Do not wait for the end.")
  private boolean detach;

  @Mixin private FormatOption format;

  /** Waits unless detached, prints the result and returns the exit code. */
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
