package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.api.Submission;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code retry}: resumes a failed or cancelled ingestion. */
@Command(
    name = "retry",
    description = {
      "Resume an ingestion that failed or was cancelled.",
      "Its file must be unchanged; ingest a changed file instead."
    })
public final class RetryCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(paramLabel = "ID", description = "The id that ingest and status show.")
  private String id;

  @Mixin private WaitOption end;

  public RetryCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    ServiceClients services = ServiceClients.of(home);
    Ingest ingest = services.ingest(console);
    return end.of(Submission.of(List.of(services.ingestor().retry(id))), ingest, console);
  }
}
