package io.meanstream.launch.command;

import picocli.CommandLine.Option;

/** Which dataset a command is about. */
final class DatasetOption {

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "rides",
      description = "The dataset (default: ${DEFAULT-VALUE}).")
  String name;
}
