package io.meanstream.launch.show;

/**
 * Makes foreign text safe for a terminal, in one line. Line ends, tabs, other control characters,
 * bidirectional controls and invisible characters become escapes.
 */
public final class OneLine {

  private static final String CLIPPED = "…";

  /** Joiners shape the letters of some scripts, and combine several emoji into one. */
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  private static final int ZERO_WIDTH_JOINER = 0x200D;

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
    // an escape is longer than its character, so this much of the text is enough
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
      case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }
}
