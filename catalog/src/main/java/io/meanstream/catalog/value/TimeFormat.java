package io.meanstream.catalog.value;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way in which files write dates or timestamps: a pattern of {@link DateTimeFormatter}, such as
 * {@code M/d/yyyy H:mm[:ss]}, parsed strictly, with English names in any case. 24:00 is the start
 * of the next day, as in ISO 8601, and a day alone means its start. Or the name of a {@link
 * TimeNumber}.
 */
public final class TimeFormat {

  /**
   * {@code yyyy-MM-dd HH:mm[:ss[.fraction]]}, a space or a T between, with or without an offset.
   */
  public static final TimeFormat ISO =
      new TimeFormat(
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .append(DateTimeFormatter.ISO_LOCAL_DATE)
              .appendPattern("[ ]['T']")
              .append(DateTimeFormatter.ISO_LOCAL_TIME)
              .appendPattern("[XXX][XX][X]"),
          Optional.empty(),
          Optional.empty());

  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2013, 12, 31, 23, 45, 0, 0, ZoneId.of("America/Chicago"));
  private static final String EXPECTED =
      "; it must be a pattern of Java such as M/d/yyyy H:mm[:ss]";
  private static final int COMMON_ERA = 1;
  private static final int END_OF_DAY = 24;
  private static final int LAST_YEAR = 9999;

  private final DateTimeFormatter strict;

  /** Takes 24:00, but also 30 February. */
  private final DateTimeFormatter smart;

  private final Optional<ZoneNames> names;

  /** How numbers are counted; then there is no pattern. */
  private final Optional<TimeNumber> number;

  private TimeFormat(
      DateTimeFormatterBuilder builder, Optional<ZoneNames> names, Optional<TimeNumber> number) {
    this.strict = builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    this.smart = strict.withResolverStyle(ResolverStyle.SMART);
    this.names = names;
    this.number = number;
  }

  /**
   * The format of a pattern.
   *
   * @param zone the preferred meaning of names such as CST, if its clock uses them
   * @throws IllegalArgumentException if the pattern is invalid, does not determine a value of the
   *     type or would misread some, or if the type is neither date nor timestamp
   */
  public static TimeFormat of(String pattern, FieldType type, ZoneId zone) {
    Optional<TimeNumber> number = TimeNumber.of(pattern);
    if (number.isPresent() && (type == FieldType.TIMESTAMP || number.get() == TimeNumber.EXCEL)) {
      return new TimeFormat(new DateTimeFormatterBuilder(), Optional.empty(), number);
    }
    TimeFormat format = parse(pattern, type, zone);
    if (!determines(pattern, type)) {
      throw new IllegalArgumentException("does not determine a " + type.id() + EXPECTED);
    }
    return format;
  }

  private static TimeFormat parse(String pattern, FieldType type, ZoneId zone) {
    DateTimeFormatterBuilder builder = builder(pattern, type);
    TimePattern parts = TimePattern.parse(pattern);
    parts.refuseMisreading();
    return new TimeFormat(
        builder,
        parts.namesZone() ? Optional.of(new ZoneNames(zone)) : Optional.empty(),
        Optional.empty());
  }

  private static DateTimeFormatterBuilder builder(String pattern, FieldType type) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    try {
      builder.appendPattern(pattern);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + EXPECTED, e);
    }
    // yyyy is the year of an era, which files never name
    builder.parseDefaulting(ChronoField.ERA, COMMON_ERA);
    TimePattern parts = TimePattern.parse(pattern);
    if (type == FieldType.TIMESTAMP && !parts.hasTime()) {
      builder.parseDefaulting(ChronoField.NANO_OF_DAY, 0);
    }
    if (type == FieldType.TIMESTAMP && parts.hasHour()) {
      builder.parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0);
    }
    return builder;
  }

  /** Whether texts of a pattern determine a value of the type. */
  private static boolean determines(String pattern, FieldType type) {
    TimeFormat local =
        new TimeFormat(
            builder(TimePattern.withoutZoneNames(pattern), type),
            Optional.empty(),
            Optional.empty());
    return switch (type) {
      case DATE -> local.tells(LocalDate::from, SAMPLE.toLocalDate());
      case TIMESTAMP ->
          local.tells(LocalDateTime::from, SAMPLE.toLocalDateTime())
              || local.tells(
                  LocalDateTime::from, SAMPLE.toLocalDateTime().truncatedTo(ChronoUnit.HOURS))
              || local.tells(LocalDateTime::from, SAMPLE.toLocalDate().atStartOfDay());
      default -> throw new IllegalArgumentException("is for dates and timestamps only" + EXPECTED);
    };
  }

  /** Whether a value survives being formatted and parsed. */
  private boolean tells(TemporalQuery<?> query, Object value) {
    try {
      return strict.parse(strict.format(SAMPLE), query).equals(value);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Parses a day; null if the text does not match. */
  public LocalDate date(String text) {
    if (number.isPresent()) {
      return number.get().time(text) instanceof LocalDateTime time ? time.toLocalDate() : null;
    }
    try {
      TemporalAccessor date = parse(text);
      return date == null ? null : LocalDate.from(date);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * Parses a time; null if the text does not match. The result is an {@link Instant} if the text
   * has an offset or a zone, and a {@link LocalDateTime} otherwise. If the text's zone shows the
   * time twice or never, it is a {@link ZonedDateTime}: the earlier of two, or a skipped time moved
   * forward by the length of the gap.
   */
  public Object time(String text) {
    if (number.isPresent()) {
      return number.get().time(text);
    }
    try {
      TemporalAccessor time = parse(text);
      if (time == null) {
        return null;
      }
      if (time.isSupported(ChronoField.OFFSET_SECONDS)) {
        return Instant.from(time);
      }
      ZoneId zone = time.query(TemporalQueries.zoneId());
      LocalDateTime local = LocalDateTime.from(time);
      if (zone == null) {
        return local;
      }
      return names.isPresent()
          ? names.get().timeOf(text, local, zone)
          : ZoneNames.certain(local, zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private TemporalAccessor parse(String text) {
    try {
      return strict.parse(text);
    } catch (DateTimeParseException e) {
      return endOfDay(text);
    }
  }

  /** Parses a text with 24:00; null if it does not match. */
  private TemporalAccessor endOfDay(String text) {
    TemporalAccessor written = strict.parseUnresolved(text, new ParsePosition(0));
    if (written == null
        || !written.isSupported(ChronoField.HOUR_OF_DAY)
        || written.getLong(ChronoField.HOUR_OF_DAY) != END_OF_DAY) {
      return null;
    }
    TemporalAccessor read = smart.parse(text);
    LocalDate next = LocalDate.from(read);
    boolean valid = next.getYear() <= LAST_YEAR && isWritten(next.minusDays(1), written);
    return valid ? read : null;
  }

  /** Whether the text names this very day, rather than one beyond the end of a shorter month. */
  private static boolean isWritten(LocalDate day, TemporalAccessor written) {
    return Stream.of(ChronoField.values())
        .filter(field -> field.isDateBased() && written.isSupported(field))
        .allMatch(field -> day.getLong(field) == written.getLong(field));
  }
}
