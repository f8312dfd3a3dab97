package io.meanstream.stats.http;

/** Texts as cells of CSV. */
public final class CsvText {

  /** What makes a spreadsheet take a text for a formula. */
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvText() {}

  /** A text that a spreadsheet would run gets an apostrophe before it; others stay as they are. */
  public static String disarmed(String text) {
    boolean armed = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return armed ? "'" + text : text;
  }
}
