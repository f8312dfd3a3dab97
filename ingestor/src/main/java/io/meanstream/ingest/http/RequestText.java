package io.meanstream.ingest.http;

import io.meanstream.service.problem.ProblemException;
import io.meanstream.source.TextOptions;
import java.util.Optional;

/** Reads the charset and delimiter of a request. */
final class RequestText {

  private RequestText() {}

  /**
   * The options with these names.
   *
   * @throws ProblemException if a name is wrong
   */
  static TextOptions parse(Optional<String> charset, Optional<String> delimiter) {
    try {
      return TextOptions.parse(charset, delimiter);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, e.getMessage());
    }
  }
}
