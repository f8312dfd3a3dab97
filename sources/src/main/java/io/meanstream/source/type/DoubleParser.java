package io.meanstream.source.type;

/**
 * Parses decimal numbers such as {@code 41.9}, {@code .79}, {@code -8.} and {@code 1e-3}, rounded
 * to the nearest double. Hexadecimal numbers, Java's suffixes and non-finite values are not
 * accepted.
 */
final class DoubleParser implements ValueParser {

  /** The powers of ten that a double represents exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long MAX_EXACT = 1L << 53;
  private static final long MAX_BEFORE_DIGIT = (Long.MAX_VALUE - 9) / 10;

  @Override
  public Object parse(char[] text, int from, int to) {
    int at = from;
    boolean negative = text[at] == '-';
    if (negative || text[at] == '+') {
      at++;
    }
    long digits = 0;
    int seen = 0;
    int decimals = 0;
    boolean fits = true;
    boolean point = false;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        seen++;
        decimals += point ? 1 : 0;
        fits &= digits <= MAX_BEFORE_DIGIT;
        digits = digits * 10 + digit;
      } else if (text[at] == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (seen == 0 || at < to && !isExponent(text, at, to)) {
      return null;
    }
    // two exact doubles and one division round once, as IEEE 754 requires (Clinger, 1990)
    if (at == to && fits && digits <= MAX_EXACT && decimals < POWERS.length) {
      double value = digits / POWERS[decimals];
      return negative ? -value : value;
    }
    double value = Double.parseDouble(new String(text, from, to - from));
    return Double.isFinite(value) ? (Object) value : null;
  }

  private static boolean isExponent(char[] text, int from, int to) {
    if (text[from] != 'e' && text[from] != 'E') {
      return false;
    }
    int at = from + 1;
    if (at < to && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
    int digits = at;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at == to && at > digits;
  }

  @Override
  public String expected() {
    return "a finite decimal number";
  }
}
