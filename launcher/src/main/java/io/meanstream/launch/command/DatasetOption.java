package io.meanstream.launch.command;

import picocli.CommandLine.Option;

/** The dataset of a command. */
final class DatasetOption {

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "rides",
      description = "The dataset (default: ${DEFAULT-VALUE}).")
  String name;
}
