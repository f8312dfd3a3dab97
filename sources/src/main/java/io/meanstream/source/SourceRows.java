package io.meanstream.source;

import io.meanstream.source.csv.CsvDialect;
import io.meanstream.source.csv.CsvRows;
import io.meanstream.source.csv.DelimiterFinder;
import io.meanstream.source.csv.Flaw;
import io.meanstream.source.type.PlainText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/** Opens the rows of a source, once its first bytes have shown that it is a table, and which. */
final class SourceRows {

  static final int HEAD = 1 << 16;
  private static final char QUOTE = '"';

  private SourceRows() {}

  /**
   * Opens rows; they own the bytes from then on.
   *
   * @throws SourceException if these are no table
   */
  static CsvRows open(String source, InputStream bytes, ReadOptions options)
      throws IOException, SourceException {
    byte[] head = bytes.readNBytes(HEAD);
    Optional<String> mistake = FileHead.mistakeIn(head, options.charset());
    if (mistake.isPresent()) {
      throw new SourceException(source, mistake.get());
    }
    FirstLines lines = FirstLines.of(FileHead.text(head, options.charset()), options.skip());
    char delimiter =
        options
            .delimiter()
            .or(lines::delimiter)
            .orElseGet(() -> DelimiterFinder.find(lines.rest(), QUOTE, head.length < HEAD));
    CsvRows rows =
        CsvRows.open(
            new SequenceInputStream(new ByteArrayInputStream(head), bytes),
            new CsvDialect(delimiter, QUOTE, options.charset()),
            options.columns(),
            lines.skip());
    if (head.length == 0 || rows.header().isEmpty()) {
      throw new SourceException(source, "is empty");
    }
    if (options.columns().isEmpty()) {
      checkHeader(source, rows, options);
    }
    return rows;
  }

  private static void checkHeader(String source, CsvRows rows, ReadOptions options)
      throws SourceException {
    if (rows.row().flaw().isPresent()) {
      throw new SourceException(
          source,
          (rows.row().flaw().get() == Flaw.TOO_LARGE
                  ? "its header is "
                  : "its header misuses quotes: ")
              + rows.row().flawText());
    }
    for (int field = 0; field < rows.row().size(); field++) {
      if (rows.row().lines(field) >= Oddities.MANY_LINES) {
        throw new SourceException(
            source, "its header misuses quotes: " + rows.row().linesText(field));
      }
    }
    for (String name : rows.header()) {
      if (name.indexOf(Flaw.UNDECODABLE) >= 0) {
        throw new SourceException(
            source, "its header is not in %s: %s".formatted(options.charset(), PlainText.of(name)));
      }
    }
  }
}
