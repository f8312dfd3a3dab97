package io.meanstream.launch.command;

import io.meanstream.launch.api.TextOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How files write their text. */
final class TextOption {

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "The files' charset, such as windows-1252 (default: the definition's).")
  private String charset;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description = {
        "What stands between two fields, or tab",
        "(default: the definition's; else it is found by looking)."
      })
  private String delimiter;

  TextOptions options() {
    return new TextOptions(Optional.ofNullable(charset), Optional.ofNullable(delimiter));
  }
}
