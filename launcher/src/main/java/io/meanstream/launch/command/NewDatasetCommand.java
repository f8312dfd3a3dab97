package io.meanstream.launch.command;

import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.TextOption;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datasets new}: proposes a definition for a file. */
@Command(
    name = "new",
    description = {
      "Examine a file and write a definition for it: types, time, key, measures and groups.",
      "Nothing is started or stored. Review the definition and correct it where you know better."
    })
public final class NewDatasetCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "A file, an archive or a folder.")
  private Path file;

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

  public NewDatasetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path existing = Ingest.existing(List.of(file)).get(0);
    Proposal proposal = proposal(existing);
    Path written = write(proposal);
    console.print(written.toString());
    proposal.notes().forEach(console::note);
    console.note("");
    console.note("Next:");
    console.note(
        "  ./meanstream validate %s --datasets %s --dataset %s"
            .formatted(file, folder, proposal.name()));
    console.note(
        "  ./meanstream demo --datasets %s --dataset %s --data %s"
            .formatted(folder, proposal.name(), file));
    return 0;
  }

  private Proposal proposal(Path existing) {
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
