package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the files' charset and delimiter, and their form in a request. */
public final class TextOption {

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "The files' charset, such as windows-1252 (default: the definition's).")
  private String charset;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description = {
        "The character between two fields, or tab",
        "(default: the definition's, else detected)."
      })
  private String delimiter;

  /** The charset; empty to use the definition's. */
  public Optional<String> charset() {
    return Optional.ofNullable(charset);
  }

  /** A character or {@code tab}; empty to use the definition's. */
  public Optional<String> delimiter() {
    return Optional.ofNullable(delimiter);
  }

  ObjectNode into(ObjectNode request) {
    charset().ifPresent(name -> request.put("charset", name));
    delimiter().ifPresent(name -> request.put("delimiter", name));
    return request;
  }
}
