package io.meanstream.launch.command;

import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.download.RemoteFile;
import io.meanstream.launch.download.RemoteSample;
import io.meanstream.launch.ingest.Ingest;
import io.meanstream.launch.show.Console;
import io.meanstream.source.SourceException;
import io.meanstream.source.TextOptions;
import io.meanstream.source.propose.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datasets new}: proposes a definition for a file. */
@Command(
    name = "new",
    description = {
      "Examine a file, or the first lines of a remote one, and write a definition for it:",
      "types, time, key, measures and groups.",
      "Nothing is started or stored. Review the definition and correct it where you know better."
    })
public final class NewDatasetCommand implements Callable<Integer> {

  private static final List<String> WITH_LOCAL =
      List.of(
          "validate %1$s --datasets %2$s --dataset %3$s",
          "demo --datasets %2$s --dataset %3$s --data %1$s");

  private static final List<String> WITH_REMOTE =
      List.of("up --datasets %2$s", "ingest %1$s --dataset %3$s");

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "A file, an archive or a folder, an https address,",
        "or kaggle:owner/dataset/file with KAGGLE_USERNAME and KAGGLE_KEY."
      })
  private String file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the dataset (default: after the file).")
  private String name;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The zone of times without one, such as Europe/Berlin (default: UTC).")
  private String zone;

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      defaultValue = "my-datasets",
      description = "Where to write the definition (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Mixin private TextOption text;

  @Mixin private OriginOption origins;

  public NewDatasetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean isRemote = RemoteFile.isOne(file);
    Proposal proposal = isRemote ? proposalOfSample() : proposal(Path.of(file));
    Path written = write(proposal);
    console.print(written.toString());
    proposal.notes().forEach(console::note);
    console.note("");
    console.note("Next:");
    for (String next : isRemote ? WITH_REMOTE : WITH_LOCAL) {
      console.note("  ./meanstream " + next.formatted(file, folder, proposal.name()));
    }
    return 0;
  }

  private Proposal proposalOfSample() {
    try {
      Path sample = Files.createTempDirectory("meanstream");
      try {
        RemoteFile remote = RemoteFile.of(file, System.getenv());
        return proposal(RemoteSample.fetch(origins.fetcher(), remote, sample));
      } finally {
        delete(sample);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a sample of " + file, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }

  private Proposal proposal(Path path) {
    Path existing = Ingest.existing(List.of(path)).get(0);
    try {
      Optional.ofNullable(zone).ifPresent(ZoneId::of);
      return Proposal.of(
          existing,
          Optional.ofNullable(name),
          Optional.ofNullable(zone),
          TextOptions.parse(text.charset(), text.delimiter()));
    } catch (DateTimeException e) {
      throw new Mistake(
          "--zone: \"%s\" is not a time zone; use one such as Europe/Berlin".formatted(zone));
    } catch (IllegalArgumentException | SourceException e) {
      throw new Mistake(e.getMessage());
    }
  }

  private Path write(Proposal proposal) {
    Path target = folder.resolve(proposal.name() + ".yaml");
    if (Files.exists(target)) {
      throw new Mistake(
          "%s already exists; move it away, or choose another --name".formatted(target));
    }
    try {
      Files.createDirectories(folder);
      return Files.writeString(target, proposal.yaml(), StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }
}
