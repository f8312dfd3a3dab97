package io.meanstream.launch.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which datasets a command is about that is about all of them by itself. */
final class DatasetFilter {

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Only this dataset (default: all datasets).")
  private String name;

  /** Nothing for every dataset. */
  Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
