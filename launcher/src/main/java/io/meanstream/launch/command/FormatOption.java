package io.meanstream.launch.command;

import io.meanstream.launch.show.Format;
import picocli.CommandLine.Option;

/** The output format of a command. */
final class FormatOption {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print the result: ${COMPLETION-CANDIDATES} (default: table).")
  Format format;
}
