package io.meanstream.ingest.type;

/** Column names as a message may show them: without control characters, and not at any length. */
final class HeaderText {

  private static final int LIMIT = 1_000;

  private HeaderText() {}

  static String of(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    name.chars()
        .limit(LIMIT)
        .forEach(c -> shown.append(isPlain((char) c) ? (char) c : '\uFFFD'));
    return shown.toString();
  }

  static String clip(String names) {
    return names.length() > LIMIT ? names.substring(0, LIMIT) + "…" : names;
  }

  private static boolean isPlain(char c) {
    return !Character.isISOControl(c) && Character.isDefined(c);
  }
}
