package io.meanstream.catalog.definition;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Parses durations in definitions, written in ISO 8601. */
final class TimeLength {

  private TimeLength() {}

  /** Parses a duration such as PT12H or P1D; empty if the text is not one. */
  static Optional<Duration> parse(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
