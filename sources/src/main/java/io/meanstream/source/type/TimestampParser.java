package io.meanstream.source.type;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Parses {@code yyyy-MM-dd HH:mm[:ss[.fraction]]} with a space or {@code T} in the middle, as local
 * time or followed by {@code Z} or an offset such as {@code -05:00}, {@code -0500} or {@code -05}.
 * Keeps the first nine digits of a fraction. 24:00 is the start of the next day. Years have four
 * digits.
 *
 * <p>A {@code DateTimeFormatter} would triple the time to read a file.
 */
final class TimestampParser implements ValueParser {

  private static final int MINUTES = 16;
  private static final int SECONDS = 19;
  private static final int NANO_DIGITS = 9;
  private static final int MINUTES_OF_DAY = 1440;
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final int NONE = Integer.MIN_VALUE;

  private final LocalTimes local;

  TimestampParser(LocalTimes local) {
    this.local = local;
  }

  @Override
  public Object parse(char[] text, int from, int to) {
    if (to - from < MINUTES) {
      return null;
    }
    long day = Digits.day(text, from);
    int minutes = minutes(text, from + Digits.DATE);
    if (day == Digits.NO_DAY || minutes < 0) {
      return null;
    }
    int at = from + MINUTES;
    int seconds = 0;
    int nanos = 0;
    if (at < to && text[at] == ':') {
      seconds = to - from < SECONDS ? -1 : Digits.number(text, at + 1, 2);
      if (seconds < 0 || seconds > 59) {
        return null;
      }
      at = from + SECONDS;
      if (at < to && text[at] == '.') {
        int end = Digits.endOfDigits(text, at + 1, to);
        if (end == at + 1) {
          return null;
        }
        nanos = nanos(text, at + 1, end);
        at = end;
      }
    }
    if (minutes == MINUTES_OF_DAY && (seconds > 0 || nanos > 0 || day == LAST_DAY)) {
      return null;
    }
    long time = (day * MINUTES_OF_DAY + minutes) * 60 + seconds;
    if (at == to) {
      return Instant.ofEpochSecond(local.toEpochSecond(time), nanos);
    }
    int offset = offset(text, at, to);
    return offset == NONE ? null : Instant.ofEpochSecond(time - offset, nanos);
  }

  /** Minutes since the start of the day, at most 24:00, or -1. */
  private static int minutes(char[] text, int from) {
    char middle = text[from];
    int hour = Digits.number(text, from + 1, 2);
    int minute = Digits.number(text, from + 4, 2);
    boolean valid =
        (middle == ' ' || middle == 'T' || middle == 't')
            && hour >= 0
            && (hour < 24 || hour == 24 && minute == 0)
            && text[from + 3] == ':'
            && minute >= 0
            && minute < 60;
    return valid ? hour * 60 + minute : -1;
  }

  private static int nanos(char[] text, int from, int to) {
    int nanos = 0;
    for (int digit = 0; digit < NANO_DIGITS; digit++) {
      int at = from + digit;
      nanos = nanos * 10 + (at < to ? text[at] - '0' : 0);
    }
    return nanos;
  }

  /** Seconds east of UTC, at most 18 hours as in java.time, or {@link #NONE}. */
  private static int offset(char[] text, int from, int to) {
    int length = to - from;
    char sign = text[from];
    if (length == 1 && (sign == 'Z' || sign == 'z')) {
      return 0;
    }
    if (sign != '+' && sign != '-' || length != 3 && length != 5 && length != 6) {
      return NONE;
    }
    if (length == 6 && text[from + 3] != ':') {
      return NONE;
    }
    int hours = Digits.number(text, from + 1, 2);
    int minutes = length == 3 ? 0 : Digits.number(text, to - 2, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
      return NONE;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return sign == '-' ? -seconds : seconds;
  }

  @Override
  public String expected() {
    return "a timestamp (yyyy-MM-dd HH:mm:ss[.fraction] or ISO 8601 with an offset or Z)";
  }
}
