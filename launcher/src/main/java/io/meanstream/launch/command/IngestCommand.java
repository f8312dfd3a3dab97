package io.meanstream.launch.command;

import io.meanstream.launch.api.Ingestion;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.Reading;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.run.Home;
import io.meanstream.launch.run.Service;
import io.meanstream.launch.run.Token;
import io.meanstream.launch.show.Console;
import io.meanstream.launch.up.UpFolder;
import io.meanstream.launch.up.UpState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ingest}: brings files into the store. */
@Command(
    name = "ingest",
    description = {
      "Ingest files, archives and folders, and wait until every row has its outcome.",
      "A file whose content was ingested before, under whatever name, is known and changes nothing."
    })
public final class IngestCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "A CSV, gz, zip or folder.")
  private List<Path> paths;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "rides",
      description = "Which dataset the data belongs to (default: ${DEFAULT-VALUE}).")
  private String dataset;

  @Option(names = "--detach", description = "Do not wait for the end.")
  private boolean detach;

  @Mixin private TextOption text;

  @Mixin private FormatOption format;

  public IngestCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Path> existing = Ingest.existing(paths);
    UpFolder folder = new UpFolder(home);
    UpState state = folder.required();
    Ingest ingest =
        new Ingest(
            new IngestorApi(state.urls().get(Service.INGESTOR), Token.in(folder.token())),
            new StatsApi(state.urls().get(Service.STATS_API)),
            console,
            state.whileUp());
    List<Reading> sources = ingest.submit(dataset, existing, text.options());
    IngestReport report = detach ? IngestReport.queued(sources) : settled(ingest, sources);
    report.print(format.format, console);
    return report.isGood() ? 0 : 1;
  }

  private static IngestReport settled(Ingest ingest, List<Reading> sources) {
    ingest.awaitRead(sources);
    ingest.awaitSettled(sources);
    List<Ingestion> results = ingest.results(sources);
    return new IngestReport(results);
  }
}
