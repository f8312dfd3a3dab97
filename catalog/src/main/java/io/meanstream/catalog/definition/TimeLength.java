package io.meanstream.catalog.definition;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Lengths of time in definitions, in ISO 8601. */
final class TimeLength {

  private TimeLength() {}

  /** The length that a text says, such as PT12H or P1D; empty if it says none. */
  static Optional<Duration> parse(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
