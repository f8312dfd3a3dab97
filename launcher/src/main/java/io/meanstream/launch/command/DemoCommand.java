package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.demo.Demo;
import io.meanstream.launch.demo.DemoRequest;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: shows the whole pipeline at work. */
@Command(
    name = "demo",
    description = {
      "Start everything, ingest rides, and show their daily and weekly averages.",
      "It starts empty, keeps nothing, and uses free ports where the usual ones are taken."
    })
public final class DemoCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "A file, archive or folder to ingest; may be repeated (default: generated rides).")
  private List<Path> data = List.of();

  @Option(names = "--once", description = "Exit once the averages are shown.")
  private boolean once;

  @Mixin private TextOption text;
  @Mixin private DatasetsOption datasets;
  @Mixin private StoreOption store;
  @Mixin private DatasetOption dataset;
  @Mixin private FormatOption format;

  public DemoCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    Path definitions = datasets.folder(home);
    DemoRequest request =
        new DemoRequest(
            new DefinitionsFolder(definitions).dataset(dataset.name),
            definitions,
            Ingest.existing(data),
            text,
            store.download(),
            format.format,
            once);
    try (Demo demo = new Demo(home, console, request)) {
      demo.run();
    }
    return 0;
  }
}
