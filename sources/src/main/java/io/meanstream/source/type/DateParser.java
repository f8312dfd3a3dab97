package io.meanstream.source.type;

import java.time.LocalDate;

/** Parses {@code yyyy-MM-dd}, a valid calendar day: the date part of a timestamp. */
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
