package io.meanstream.source.csv;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.source.FileHead;
import io.meanstream.source.RawRow;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RecordReader;
import io.meanstream.source.SourceBytes;
import io.meanstream.source.SourceException;
import io.meanstream.source.TextOptions;
import io.meanstream.source.Warnings;
import io.meanstream.source.type.PlainText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;

/** The records of a CSV file, opened after checking that its first bytes look like a table. */
public final class CsvRecords implements RecordReader {

  private static final char QUOTE = '"';

  private final SourceBytes bytes;
  private final CsvRows rows;
  private final Oddities oddities;

  private CsvRecords(SourceBytes bytes, CsvRows rows) {
    this.bytes = bytes;
    this.rows = rows;
    this.oddities = new Oddities(rows.header());
  }

  /**
   * Opens a file; closing the records closes the bytes.
   *
   * @param source its name
   * @throws SourceException if it is not a table
   */
  public static CsvRecords open(String source, SourceBytes bytes, ReadOptions options)
      throws IOException, SourceException {
    byte[] head = bytes.readNBytes(FileHead.LENGTH);
    Optional<String> mistake = FileHead.mistakeIn(head, options.charset());
    if (mistake.isPresent()) {
      throw new SourceException(source, mistake.get());
    }
    FirstLines lines = FirstLines.of(FileHead.text(head, options.charset()), options.skip());
    char delimiter =
        options
            .delimiter()
            .or(lines::delimiter)
            .orElseGet(
                () -> DelimiterFinder.find(lines.rest(), QUOTE, head.length < FileHead.LENGTH));
    CsvRows rows =
        CsvRows.open(
            new SequenceInputStream(new ByteArrayInputStream(head), bytes),
            new CsvDialect(delimiter, QUOTE, options.charset()),
            options.columns(),
            first -> isHeader(first, options),
            lines.skip());
    if (head.length == 0 || rows.header().isEmpty()) {
      throw new SourceException(source, "is empty");
    }
    if (options.columns().isEmpty()) {
      checkHeader(source, rows, options);
    }
    return new CsvRecords(bytes, rows);
  }

  /** Whether a first row names the columns of all fields that the definition's columns name. */
  private static boolean isHeader(List<String> first, ReadOptions options) {
    List<Field> named =
        options.layout().fields().stream()
            .filter(field -> options.columns().stream().anyMatch(field::isNamed))
            .toList();
    return !named.isEmpty()
        && named.stream().allMatch(field -> first.stream().anyMatch(field::isNamed));
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
      if (name.indexOf(RawRow.UNDECODABLE) >= 0) {
        throw new SourceException(
            source, "its header is not in %s: %s".formatted(options.charset(), PlainText.of(name)));
      }
    }
  }

  @Override
  public List<String> header() {
    return rows.header();
  }

  @Override
  public TextOptions text() {
    CsvDialect dialect = rows.dialect();
    return new TextOptions(Optional.of(dialect.charset()), Optional.of(dialect.delimiter()));
  }

  @Override
  public NumberStyle numbers(NumberStyle defined) {
    return defined;
  }

  @Override
  public boolean next() throws IOException {
    if (!rows.next()) {
      return false;
    }
    oddities.look(rows.row());
    return true;
  }

  @Override
  public CsvRow row() {
    return rows.row();
  }

  @Override
  public long bytesRead() {
    return bytes.count();
  }

  @Override
  public String hash() {
    return bytes.hash();
  }

  @Override
  public Warnings warnings() {
    return oddities.warnings();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
