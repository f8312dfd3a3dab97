package io.meanstream.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Locale;

/**
 * One way in which files write dates or timestamps: a pattern of {@link DateTimeFormatter}, such as
 * {@code M/d/yyyy H:mm[:ss]}, read strictly, with English names in any case.
 */
public final class TimeFormat {

  private static final OffsetDateTime SAMPLE =
      OffsetDateTime.of(2013, 12, 31, 23, 45, 0, 0, ZoneOffset.ofHours(-6));
  private static final int COMMON_ERA = 1;

  private final DateTimeFormatter formatter;

  private TimeFormat(String pattern) {
    this.formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            // yyyy is the year of an era, which no file names
            .parseDefaulting(ChronoField.ERA, COMMON_ERA)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * The format of a pattern.
   *
   * @throws IllegalArgumentException if it is no pattern, or does not tell a value of the type, or
   *     if the type is neither date nor timestamp
   */
  public static TimeFormat of(String pattern, FieldType type) {
    TimeFormat format = new TimeFormat(pattern);
    boolean tells =
        switch (type) {
          case DATE -> format.tells(LocalDate::from, SAMPLE.toLocalDate());
          case TIMESTAMP -> format.tells(LocalDateTime::from, SAMPLE.toLocalDateTime());
          default -> throw new IllegalArgumentException("is of dates and timestamps only");
        };
    if (!tells) {
      throw new IllegalArgumentException("does not tell a " + type.id());
    }
    return format;
  }

  /** Whether what it writes of a value is read as this value. */
  private boolean tells(TemporalQuery<?> query, Object value) {
    try {
      return formatter.parse(formatter.format(SAMPLE), query).equals(value);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The day that a text names, or null. */
  public LocalDate date(String text) {
    try {
      return formatter.parse(text, LocalDate::from);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * The time that a text names: an {@link Instant} where it has an offset, a {@link LocalDateTime}
   * where not, or null.
   */
  public Object time(String text) {
    try {
      TemporalAccessor time = formatter.parse(text);
      return time.isSupported(ChronoField.OFFSET_SECONDS)
          ? Instant.from(time)
          : LocalDateTime.from(time);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
