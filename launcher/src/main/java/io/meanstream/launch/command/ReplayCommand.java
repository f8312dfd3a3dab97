package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.api.Submission;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code replay}: reads the source of an ingestion again. */
@Command(
    name = "replay",
    description = {
      "Read the file of an ingestion again, for example after its definition was fixed.",
      "This is a new ingestion: unchanged rows are duplicates, changed rows are corrections."
    })
public final class ReplayCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(paramLabel = "ID", description = "The id that ingest and status show.")
  private String id;

  @Mixin private TextOption text;

  @Mixin private WaitOption end;

  public ReplayCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    ServiceClients services = ServiceClients.of(home);
    Ingest ingest = services.ingest(console);
    return end.of(Submission.of(List.of(services.ingestor().replay(id, text))), ingest, console);
  }
}
