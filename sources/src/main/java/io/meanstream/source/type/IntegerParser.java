package io.meanstream.source.type;

/** Parses decimal digits with an optional sign, within 64 bits. */
final class IntegerParser implements ValueParser {

  @Override
  public Object parse(char[] text, int from, int to) {
    int at = from;
    boolean negative = text[at] == '-';
    if (negative || text[at] == '+') {
      at++;
    }
    if (at == to) {
      return null;
    }
    // counted downwards, since the smallest long has no positive counterpart
    long value = 0;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        return null;
      }
      value = value * 10 - digit;
    }
    if (negative) {
      return value;
    }
    return value == Long.MIN_VALUE ? null : -value;
  }

  @Override
  public String expected() {
    return "a whole number of at most 64 bits";
  }
}
