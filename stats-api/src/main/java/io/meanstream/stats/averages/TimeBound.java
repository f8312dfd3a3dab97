package io.meanstream.stats.averages;

import io.meanstream.service.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses a bound of a time range: a date in the dataset's time zone, or an instant. */
final class TimeBound {

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** Years have four digits, as in RFC 3339. */
  private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt].*");

  private TimeBound() {}

  /**
   * The instant of a parameter; a date stands for the start of the day.
   *
   * @param value null if the parameter is missing
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
      throw invalid(name, value);
    }
    throw invalid(name, value);
  }

  private static ProblemException invalid(String name, String value) {
    return ProblemException.badParameter(
        name,
        value,
        "is not a date such as 2020-04-01 or an instant such as 2020-04-01T05:00:00Z"
            + " (in a URL, write + as %2B)");
  }
}
