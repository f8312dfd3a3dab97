package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Home;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.download.RemoteFile;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
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
      "A file whose content was ingested before, under any name, changes nothing",
      "unless --replay is given."
    })
public final class IngestCommand implements Callable<Integer> {

  private final Home home;
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = {
        "A file, an archive or a folder, an https address,",
        "or kaggle:owner/dataset[/file] with KAGGLE_USERNAME and KAGGLE_KEY."
      })
  private List<String> paths;

  @Option(
      names = "--replay",
      description = {
        "Read known files again, for example after their definition was fixed:",
        "unchanged rows are duplicates, changed rows are corrections."
      })
  private boolean replay;

  @Mixin private DownloadOption download;

  @Mixin private DatasetOption dataset;

  @Mixin private TextOption text;

  @Mixin private WaitOption end;

  public IngestCommand(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  @Override
  public Integer call() {
    download.check(paths);
    Ingest.existing(paths.stream().filter(path -> !RemoteFile.isOne(path)).map(Path::of).toList());
    // before anything is downloaded in vain
    ServiceClients services = ServiceClients.of(home);
    Ingest ingest = services.ingest(console);
    List<Path> existing =
        Ingest.existing(
            paths.stream()
                .map(path -> download.local(path, home, console, services.pause()))
                .toList());
    return end.of(ingest.submit(dataset.name, existing, text, replay), ingest, console);
  }
}
