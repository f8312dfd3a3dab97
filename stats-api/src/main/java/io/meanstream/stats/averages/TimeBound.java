package io.meanstream.stats.averages;

import io.meanstream.service.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** An end of a time range, given as a date of the dataset's zone or as an instant. */
final class TimeBound {

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** Four digits for the year: what a stored date can hold, and RFC 3339. */
  private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt].*");

  private TimeBound() {}

  /**
   * The instant that a parameter means; a date means the start of its day.
   *
   * @param value null where the parameter is not given
   * @throws ProblemException if it is neither a date nor an instant
   */
  static Optional<Instant> parse(String name, String value, ZoneId zone) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      if (DATE.matcher(value).matches()) {
        return Optional.of(LocalDate.parse(value).atStartOfDay(zone).toInstant());
      }
      if (INSTANT.matcher(value).matches()) {
        return Optional.of(OffsetDateTime.parse(value).toInstant());
      }
    } catch (DateTimeException e) {
      throw refused(name, value);
    }
    throw refused(name, value);
  }

  private static ProblemException refused(String name, String value) {
    return ProblemException.badParameter(
        name,
        value,
        "is neither a date such as 2020-04-01 nor an instant such as 2020-04-01T05:00:00Z"
            + " (the + of an offset is written %2B in a URL)");
  }
}
