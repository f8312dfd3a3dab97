package io.meanstream.persist.record;

/** Shortens text that somebody else wrote. */
final class Clip {

  private Clip() {}

  /** The text, or its beginning and an ellipsis where it has more than {@code longest} chars. */
  static String to(int longest, String text) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
