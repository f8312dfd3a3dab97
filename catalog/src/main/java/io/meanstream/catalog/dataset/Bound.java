package io.meanstream.catalog.dataset;

import io.meanstream.catalog.value.TimeFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The minimum or maximum of a field.
 *
 * @param value a {@link BigDecimal} for numbers, an {@link Instant} for timestamps, a {@link
 *     LocalDate} for dates
 * @param text as the definition writes it
 */
public record Bound(Object value, String text) {

  /** A bound for numbers. */
  public static Bound of(BigDecimal number) {
    return new Bound(number, number.toPlainString());
  }

  /** A bound for dates, {@code yyyy-MM-dd}; empty if the text is not a date. */
  public static Optional<Bound> date(String text) {
    try {
      return Optional.of(new Bound(LocalDate.parse(text), text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * A minimum for timestamps: an ISO 8601 time, local to the zone if it has no offset, or a day,
   * which means its start; empty if the text is neither.
   */
  public static Optional<Bound> from(String text, ZoneId zone) {
    return time(text, zone)
        .or(() -> day(text).map(day -> day.atStartOfDay(zone).toInstant()))
        .map(instant -> new Bound(instant, text));
  }

  /** A maximum for timestamps, like {@link #from}, except that a day includes all of itself. */
  public static Optional<Bound> to(String text, ZoneId zone) {
    return time(text, zone)
        .or(
            () ->
                day(text).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1)))
        .map(instant -> new Bound(instant, text));
  }

  private static Optional<LocalDate> day(String text) {
    return date(text).map(Bound::value).map(LocalDate.class::cast);
  }

  private static Optional<Instant> time(String text, ZoneId zone) {
    Object time = TimeFormat.ISO.time(text);
    return time instanceof LocalDateTime local
        ? Optional.of(local.atZone(zone).toInstant())
        : Optional.ofNullable((Instant) time);
  }

  /**
   * Compares the bound with a value of its field, exactly.
   *
   * @param value a Long or a BigDecimal, an Instant, or a LocalDate
   */
  public int compareTo(Object value) {
    if (this.value instanceof Instant time) {
      return time.compareTo((Instant) value);
    }
    if (this.value instanceof LocalDate date) {
      return date.compareTo((LocalDate) value);
    }
    BigDecimal number =
        value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
    return ((BigDecimal) this.value).compareTo(number);
  }
}
