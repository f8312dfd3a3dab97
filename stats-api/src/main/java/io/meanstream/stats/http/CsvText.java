package io.meanstream.stats.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Tables as CSV (RFC 4180). Null is an empty field, an empty text is {@code ""}. */
public final class CsvText {

  private static final CsvWriter.CsvWriterBuilder WRITER =
      CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).quoteStrategy(QuoteStrategies.EMPTY);

  /** What makes a spreadsheet take a text for a formula. */
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvText() {}

  /** A header and a line for each row, which has a cell for each column. */
  public static String of(List<String> columns, List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = WRITER.build(text)) {
      csv.writeRecord(columns);
      rows.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory takes every line", e);
    }
    return text.toString();
  }

  /** A text that a spreadsheet would run gets an apostrophe before it; others stay as they are. */
  public static String disarmed(String text) {
    boolean armed = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return armed ? "'" + text : text;
  }
}
