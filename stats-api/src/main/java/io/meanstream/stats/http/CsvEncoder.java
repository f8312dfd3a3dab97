package io.meanstream.stats.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One table as CSV (RFC 4180) in UTF-8, piece by piece; the header comes with the first piece. Null
 * is an empty field, an empty string is {@code ""}.
 */
final class CsvEncoder<T> {

  private static final CsvWriter.CsvWriterBuilder WRITER =
      CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).quoteStrategy(QuoteStrategies.EMPTY);

  private final CsvColumns<T> columns;
  private final StringWriter text = new StringWriter();
  private final CsvWriter csv = WRITER.bufferSize(0).build(text);

  CsvEncoder(CsvColumns<T> columns) {
    this.columns = columns;
    csv.writeRecord(columns.header());
  }

  /** Encodes the next rows; the first call also returns the header. */
  byte[] encode(List<T> items) {
    items.forEach(item -> csv.writeRecord(columns.cells(item)));
    byte[] piece = text.toString().getBytes(StandardCharsets.UTF_8);
    text.getBuffer().setLength(0);
    return piece;
  }
}
