package io.meanstream.launch.command;

import io.meanstream.launch.show.Format;
import picocli.CommandLine.Option;

/** How the result is printed. */
final class FormatOption {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print the result: ${COMPLETION-CANDIDATES} (default: table).")
  Format format;
}
