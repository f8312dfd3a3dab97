package io.meanstream.persist.record;

/** Truncates text from outside. */
final class Clip {

  private Clip() {}

  /** The text; if it has more than {@code longest} chars, its beginning and an ellipsis. */
  static String to(int longest, String text) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
