package io.meanstream.stats.http;

/**
 * Makes untrusted text safe to print on a terminal, and clips it.
 *
 * <p>Writes control characters except tabs and line ends, unpaired surrogates, and bidirectional
 * controls as {@code \}{@code uXXXX}.
 */
public final class SafeText {

  /** Ends a clipped text. */
  public static final String CLIPPED = "…";

  private static final int LONGEST = 4_096;

  private SafeText() {}

  /**
   * The safe, clipped form of a text.
   *
   * @param text null stays null
   */
  public static String of(String text) {
    if (text == null) {
      return null;
    }
    // the ingestor clips to the same length and appends the same mark
    boolean whole = text.length() <= LONGEST + CLIPPED.length();
    StringBuilder safe = new StringBuilder();
    text.substring(0, whole ? text.length() : LONGEST).codePoints().forEach(c -> append(safe, c));
    return whole ? safe.toString() : safe.append(CLIPPED).toString();
  }

  private static void append(StringBuilder safe, int c) {
    if (isUnsafe(c)) {
      safe.append("\\u%04X".formatted(c));
    } else {
      safe.appendCodePoint(c);
    }
  }

  private static boolean isUnsafe(int c) {
    return switch (c) {
      case '\t', '\n', '\r' -> false;
      default -> Character.isISOControl(c) || isHalf(c) || turnsDirection(c);
    };
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean turnsDirection(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }
}
