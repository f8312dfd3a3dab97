package io.meanstream.source;

/**
 * Makes text from a file safe to show on a terminal and to store: control characters other than tab
 * and line ends, and unpaired surrogates, become {@code \}{@code uXXXX}; bytes that are invalid in
 * the charset become {@code U+FFFD}.
 */
public final class SafeText {

  private SafeText() {}

  /** The first characters of a text; a clipped text ends with {@code …}. */
  public static String clipped(String text, int limit) {
    StringBuilder safe = new StringBuilder(Math.min(text.length(), limit));
    char[] chars = text.toCharArray();
    for (int at = 0; at < chars.length && safe.length() <= limit; at++) {
      append(safe, chars, at, 0, chars.length);
    }
    return safe.length() > limit ? clip(safe, limit) : safe.toString();
  }

  /** Cuts a longer text to a number of characters. */
  public static String clip(StringBuilder text, int limit) {
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    text.setLength(end);
    return text.append('…').toString();
  }

  /**
   * Appends one character of a text.
   *
   * @param start where the text starts in the characters
   * @param end where it ends, exclusive
   */
  public static void append(StringBuilder safe, char[] chars, int at, int start, int end) {
    if (chars[at] == RawRow.UNDECODABLE) {
      safe.append('\uFFFD');
    } else if (isUnsafe(chars, at, start, end)) {
      safe.append("\\u%04X".formatted((int) chars[at]));
    } else {
      safe.append(chars[at]);
    }
  }

  /** Whether a character is an unpaired surrogate. */
  public static boolean isHalf(char[] chars, int at, int start, int end) {
    char c = chars[at];
    if (Character.isHighSurrogate(c)) {
      return at + 1 == end || !Character.isLowSurrogate(chars[at + 1]);
    }
    return Character.isLowSurrogate(c)
        && (at == start || !Character.isHighSurrogate(chars[at - 1]));
  }

  private static boolean isUnsafe(char[] chars, int at, int start, int end) {
    char c = chars[at];
    return isHalf(chars, at, start, end)
        || Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
  }
}
