package io.meanstream.stats.http;

/** Protects spreadsheets from formulas in CSV files (CSV injection). */
public final class CsvFormulas {

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvFormulas() {}

  /** Puts an apostrophe before a text that a spreadsheet would run as a formula. */
  public static String escape(String text) {
    boolean isFormula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return isFormula ? "'" + text : text;
  }
}
