package io.meanstream.launch.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The dataset of a command that covers all datasets by default. */
final class DatasetFilter {

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Only this dataset (default: all datasets).")
  private String name;

  /** The chosen dataset; empty for all. */
  Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
