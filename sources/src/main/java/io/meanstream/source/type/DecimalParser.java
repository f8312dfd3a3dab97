package io.meanstream.source.type;

import io.meanstream.catalog.value.Decimals;
import java.math.BigDecimal;

/**
 * Parses decimal numbers such as {@code 41.9}, {@code .79} and {@code -8.} exactly; without an
 * exponent, as in XML Schema's {@code decimal} (part 2, 3.3.3) and the W3C's tabular data.
 */
final class DecimalParser implements ValueParser {

  /** Up to this many digits, wherever the point is, a long holds the number. */
  private static final int LONG_DIGITS = 18;

  @Override
  public Object parse(char[] text, int from, int to) {
    boolean negative = text[from] == '-';
    int first = negative || text[from] == '+' ? from + 1 : from;
    int point = Digits.endOfDigits(text, first, to);
    int end = point == to ? to : Digits.endOfDigits(text, point + 1, to);
    boolean isNumber =
        end == to && (point == to || text[point] == '.') && to - first > (point < to ? 1 : 0);
    if (!isNumber) {
      return null;
    }
    while (first < point && text[first] == '0') {
      first++;
    }
    while (end > point + 1 && text[end - 1] == '0') {
      end--;
    }
    // megabytes of digits must not become a number
    int places = Math.max(0, end - point - 1);
    if (point - first > Decimals.WHOLE_DIGITS || places > Decimals.PLACES) {
      return null;
    }
    return number(text, first, point, places, negative);
  }

  private static Object number(char[] text, int first, int point, int places, boolean negative) {
    if (point - first + places > LONG_DIGITS) {
      String digits = new String(text, first, point - first + (places > 0 ? places + 1 : 0));
      BigDecimal number = new BigDecimal(negative ? "-" + digits : digits);
      return Decimals.canonical(number).orElse(null);
    }
    long digits = digits(text, first, point, 0);
    if (places > 0) {
      digits = digits(text, point + 1, point + 1 + places, digits);
    }
    return BigDecimal.valueOf(negative ? -digits : digits, places);
  }

  private static long digits(char[] text, int from, int to, long before) {
    long digits = before;
    for (int at = from; at < to; at++) {
      digits = digits * 10 + text[at] - '0';
    }
    return digits;
  }

  @Override
  public String expected() {
    return Decimals.EXPECTED;
  }
}
