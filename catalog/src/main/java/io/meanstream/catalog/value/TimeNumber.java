package io.meanstream.catalog.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Ways of writing dates or timestamps as numbers. */
enum TimeNumber {
  /**
   * Days since the end of 1899 as spreadsheets count them, local time, to the millisecond. Numbers
   * before March 1900 are rejected, because Excel counts a 29 February of that year.
   */
  EXCEL(-2_209_161_600L, 86_400_000, 3) {
    @Override
    Object value(BigDecimal number, Instant time) {
      return number.compareTo(FIRST_CERTAIN_DAY) < 0
          ? null
          : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
  },
  /** Seconds since 1970 in UTC. */
  EPOCH_SECONDS(0, 1_000_000_000, 9),
  /** Milliseconds since 1970 in UTC. */
  EPOCH_MILLIS(0, 1_000_000, 9),
  /** Microseconds since 1970 in UTC. */
  EPOCH_MICROS(0, 1_000, 9);

  private static final BigDecimal FIRST_CERTAIN_DAY = BigDecimal.valueOf(61);
  private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
  private static final long END = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400;

  private final long start;
  private final BigDecimal ticks;
  private final int digits;

  /**
   * A way to count.
   *
   * @param start the time of 0, in seconds since 1970
   * @param ticks how many units of the last kept digit one has
   * @param digits of a second that are kept
   */
  TimeNumber(long start, long ticks, int digits) {
    this.start = start;
    this.ticks = BigDecimal.valueOf(ticks);
    this.digits = digits;
  }

  /** The name in definitions. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TimeNumber> of(String id) {
    return Stream.of(values()).filter(it -> it.id().equals(id)).findFirst();
  }

  /** Parses a {@link LocalDateTime} or an {@link Instant}; null if the text is neither. */
  Object time(String text) {
    BigDecimal number = Decimals.parse(text).orElse(null);
    if (number == null) {
      return null;
    }
    BigDecimal seconds =
        number
            .multiply(ticks)
            .setScale(0, RoundingMode.HALF_UP)
            .movePointLeft(digits)
            .add(BigDecimal.valueOf(start));
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    if (whole.compareTo(BigDecimal.valueOf(FIRST)) < 0
        || whole.compareTo(BigDecimal.valueOf(END)) >= 0) {
      return null;
    }
    return value(
        number,
        Instant.ofEpochSecond(
            whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValueExact()));
  }

  Object value(BigDecimal number, Instant time) {
    return time;
  }
}
