package io.meanstream.source.type;

import java.time.LocalDate;

/** {@code yyyy-MM-dd}, a day that the calendar has: the date of a timestamp, alone. */
final class DateParser implements ValueParser {

  @Override
  public Object parse(char[] text, int from, int to) {
    if (to - from != Digits.DATE) {
      return null;
    }
    long day = Digits.day(text, from);
    return day == Digits.NO_DAY ? null : LocalDate.ofEpochDay(day);
  }

  @Override
  public String expected() {
    return "a date (yyyy-MM-dd)";
  }
}
