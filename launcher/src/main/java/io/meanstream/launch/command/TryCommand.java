package io.meanstream.launch.command;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.demo.Trial;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code try}: takes files to averages on running services. */
@Command(
    name = "try",
    description = {
      "Ingest files, update the averages, and show those of each day and week.",
      "Unlike demo, it uses the services that are up, and the rows stay."
    })
public final class TryCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "A file, an archive or a folder (default: generated rides of two months).")
  private List<Path> paths = List.of();

  @Mixin private TextOption text;
  @Mixin private DatasetOption dataset;
  @Mixin private FormatOption format;

  public TryCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Path> data = Ingest.existing(paths);
    ServiceClients services = ServiceClients.of(home);
    Dataset chosen = new DefinitionsFolder(Aggregation.of(home).datasets()).dataset(dataset.name);
    new Trial(
            services.ingest(console),
            services.stats(),
            services.scheduler(),
            services.pause(),
            console)
        .run(chosen, data, home.state().resolve("samples"), text, format.format);
    return 0;
  }
}
