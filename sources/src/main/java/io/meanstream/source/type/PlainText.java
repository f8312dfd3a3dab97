package io.meanstream.source.type;

/** Makes text from a file safe to show in a message: nothing invisible, and limited in length. */
public final class PlainText {

  private static final int LIMIT = 1_000;

  private PlainText() {}

  /**
   * The first characters of a text. Invisible ones, and those that change how others are displayed,
   * become {@code <U+FEFF>}; bytes that are invalid in the charset become {@code U+FFFD}.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LIMIT));
    text.codePoints()
        .limit(LIMIT)
        .forEach(
            c -> {
              if (isPlain(c)) {
                shown.appendCodePoint(c);
              } else if (isNoncharacter(c)) {
                shown.append('\uFFFD');
              } else {
                shown.append("<U+%04X>".formatted(c));
              }
            });
    return shown.toString();
  }

  static String clip(String text) {
    return text.length() > LIMIT ? text.substring(0, LIMIT) + "…" : text;
  }

  private static boolean isNoncharacter(int c) {
    return c >= '\uFDD0' && c <= '\uFDEF';
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.UNASSIGNED,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
