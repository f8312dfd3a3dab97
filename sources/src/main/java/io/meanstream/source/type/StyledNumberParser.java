package io.meanstream.source.type;

import io.meanstream.catalog.source.NumberStyle;

/**
 * Parses numbers with the source's decimal and grouping characters.
 *
 * <p>Groups have three digits; the first one has one to three and does not start with 0: {@code
 * 0.250} with a point as grouping character is more likely a fraction. A number with groups has no
 * exponent.
 */
final class StyledNumberParser implements ValueParser {

  private static final int GROUP = 3;

  private final ValueParser plain;
  private final NumberStyle style;

  private StyledNumberParser(ValueParser plain, NumberStyle style) {
    this.plain = plain;
    this.style = style;
  }

  /** A parser of numbers in a style; the given one if the style is plain. */
  static ValueParser of(ValueParser plain, NumberStyle style) {
    return style.equals(NumberStyle.PLAIN) ? plain : new StyledNumberParser(plain, style);
  }

  @Override
  public Object parse(char[] text, int from, int to) {
    char[] number = new char[to - from];
    int length = 0;
    int at = from;
    if (text[at] == '-' || text[at] == '+') {
      number[length++] = text[at++];
    }
    int first = at;
    int groupStart = at;
    boolean hasGroups = false;
    for (; at < to && (isDigit(text[at]) || style.isGrouping(text[at])); at++) {
      if (isDigit(text[at])) {
        number[length++] = text[at];
      } else if (isGroup(text, hasGroups, groupStart, at)) {
        hasGroups = true;
        groupStart = at + 1;
      } else {
        return null;
      }
    }
    if (hasGroups && (at - groupStart != GROUP || text[first] == '0')) {
      return null;
    }
    if (at < to && text[at] == style.decimal()) {
      number[length++] = '.';
      at++;
    }
    for (; at < to; at++) {
      boolean isRest = isDigit(text[at]) || !hasGroups && isOfExponent(text[at]);
      if (!isRest) {
        return null;
      }
      number[length++] = text[at];
    }
    return length == 0 ? null : plain.parse(number, 0, length);
  }

  /** Whether the digits before a grouping character form a group. */
  private static boolean isGroup(char[] text, boolean hasGroups, int start, int end) {
    return hasGroups ? end - start == GROUP : end > start && end - start <= GROUP;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOfExponent(char c) {
    return c == 'e' || c == 'E' || c == '-' || c == '+';
  }

  @Override
  public String expected() {
    return "%s (decimal character \"%s\"%s)"
        .formatted(
            plain.expected(),
            style.decimal(),
            style.grouping().map(", grouping character \"%s\""::formatted).orElse(""));
  }
}
