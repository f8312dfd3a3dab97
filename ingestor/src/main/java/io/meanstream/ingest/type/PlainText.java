package io.meanstream.ingest.type;

/** Text of a file as a message may show it: without control characters, and not at any length. */
public final class PlainText {

  private static final int LIMIT = 1_000;

  private PlainText() {}

  /** The first of a text's characters, with a mark in the place of each that is none to show. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LIMIT));
    text.chars().limit(LIMIT).forEach(c -> shown.append(isPlain((char) c) ? (char) c : '\uFFFD'));
    return shown.toString();
  }

  static String clip(String text) {
    return text.length() > LIMIT ? text.substring(0, LIMIT) + "…" : text;
  }

  private static boolean isPlain(char c) {
    return !Character.isISOControl(c) && Character.isDefined(c);
  }
}
