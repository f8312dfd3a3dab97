package io.meanstream.launch.command;

import io.meanstream.launch.api.TextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How files write their text. */
final class TextOption {

  private static final String CHARSET = "--charset";
  private static final String DELIMITER = "--delimiter";

  @Option(
      names = CHARSET,
      paramLabel = "NAME",
      description = "The files' charset, such as windows-1252 (default: the definition's).")
  private String charset;

  @Option(
      names = DELIMITER,
      paramLabel = "CHARACTER",
      description = {
        "What stands between two fields, or tab",
        "(default: the definition's; else it is found by looking)."
      })
  private String delimiter;

  TextOptions options() {
    return new TextOptions(Optional.ofNullable(charset), Optional.ofNullable(delimiter));
  }

  /** The same as arguments of another program. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    options().charset().ifPresent(name -> arguments.addAll(List.of(CHARSET, name)));
    options().delimiter().ifPresent(name -> arguments.addAll(List.of(DELIMITER, name)));
    return arguments;
  }
}
