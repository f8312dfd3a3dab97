package io.meanstream.catalog.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Parses instants in the form that {@link Instant#toString} gives them in the years 0 to 9999.
 *
 * <p>Optimized for speed: the JDK's parser, which handles all other forms, took a third of the time
 * of decoding a record.
 */
final class InstantText {

  /** The length of {@code yyyy-MM-ddTHH:mm:ss}. */
  private static final int TO_SECONDS = 19;

  private static final int SECONDS_OF_DAY = 86_400;
  private static final int NANO_DIGITS = 9;
  private static final int NO_NUMBER = -1;

  private InstantText() {}

  /**
   * Parses an instant in ISO 8601.
   *
   * @throws DateTimeException if the text is not one
   */
  static Instant parse(String text) {
    if (!hasUsualForm(text)) {
      return Instant.parse(text);
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, TO_SECONDS);
    int nanos = nanos(text);
    if ((year | month | day | hour | minute | second | nanos) < 0
        || hour > 23
        || minute > 59
        || second > 59) {
      return Instant.parse(text);
    }
    long epochDay = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(
        epochDay * SECONDS_OF_DAY + hour * 3600 + minute * 60 + second, nanos);
  }

  private static boolean hasUsualForm(String text) {
    int last = text.length() - 1;
    return last >= TO_SECONDS
        && last <= TO_SECONDS + 1 + NANO_DIGITS
        && text.charAt(last) == 'Z'
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && (last == TO_SECONDS || text.charAt(TO_SECONDS) == '.' && last > TO_SECONDS + 1);
  }

  private static int nanos(String text) {
    int last = text.length() - 1;
    if (last == TO_SECONDS) {
      return 0;
    }
    int nanos = number(text, TO_SECONDS + 1, last);
    for (int digits = last - TO_SECONDS - 1; digits < NANO_DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The number formed by these ASCII digits; -1 if one is not a digit. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return NO_NUMBER;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
