package io.meanstream.launch.show;

/**
 * Makes foreign text safe for a terminal, in one line. Line ends, tabs, other control characters
 * and bidirectional controls become escapes.
 */
public final class OneLine {

  private static final String CLIPPED = "…";

  private OneLine() {}

  /** The whole text. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  /**
   * The beginning of the text in at most {@code limit} characters, including the mark of a clipped
   * end.
   */
  public static String of(String text, int limit) {
    // an escape is longer than its character: no more of the text than this can be shown
    String line = of(text.length() <= limit ? text : text.substring(0, limit + 1));
    return clip(line, limit);
  }

  /** Clips a line to the limit and marks the missing end. */
  public static String clip(String line, int limit) {
    if (line.length() <= limit) {
      return line;
    }
    int end = limit - CLIPPED.length();
    boolean splits = Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, splits ? end - 1 : end) + CLIPPED;
  }

  private static void append(StringBuilder line, int c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isUnsafe(c)) {
          line.append("\\u%04X".formatted(c));
        } else {
          line.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> turnsDirection(c);
    };
  }

  private static boolean turnsDirection(int c) {
    return c == 0x200E
        || c == 0x200F
        || c == 0x061C
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069;
  }
}
