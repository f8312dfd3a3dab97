package io.meanstream.stats.http;

/**
 * Text that somebody else wrote, for people: clipped, and safe to show on a terminal.
 *
 * <p>Control characters but tab and line ends, halves of characters, and what turns the direction
 * of writing are written as {@code \}{@code uXXXX}.
 */
public final class SafeText {

  /** Marks the end of what was clipped. */
  public static final String CLIPPED = "…";

  private static final int LONGEST = 4_096;

  private SafeText() {}

  /**
   * The text made safe.
   *
   * @param text null stays null
   */
  public static String of(String text) {
    if (text == null) {
      return null;
    }
    // one more where it has the mark already, as the ingestor clips
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
