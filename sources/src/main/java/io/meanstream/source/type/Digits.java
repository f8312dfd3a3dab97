package io.meanstream.source.type;

/** Parses ASCII digits as numbers and as days of the ISO calendar. */
final class Digits {

  /** The length of {@code yyyy-MM-dd}. */
  static final int DATE = 10;

  /** Returned if the calendar has no such day. */
  static final long NO_DAY = Long.MIN_VALUE;

  private Digits() {}

  /** The day of {@code yyyy-MM-dd} as days since 1970-01-01, or {@link #NO_DAY}. */
  static long day(char[] text, int from) {
    int year = number(text, from, 4);
    int month = number(text, from + 5, 2);
    int day = number(text, from + 8, 2);
    boolean valid =
        year >= 0
            && text[from + 4] == '-'
            && month >= 1
            && month <= 12
            && text[from + 7] == '-'
            && day >= 1
            && day <= daysOf(month, year);
    return valid ? epochDay(year, month, day) : NO_DAY;
  }

  private static int daysOf(int month, int year) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970-01-01; the year begins in March, so that the leap day is its last. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int era = Math.floorDiv(marchYear, 400);
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  /** The number formed by so many digits, or -1 if one of them is not a digit. */
  static int number(char[] text, int from, int digits) {
    int number = 0;
    for (int at = from; at < from + digits; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** The index of the first character that is not a digit. */
  static int endOfDigits(char[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }
}
