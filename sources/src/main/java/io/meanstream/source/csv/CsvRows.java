package io.meanstream.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.meanstream.source.RawRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the rows of a CSV file below its header, if it has one, one at a time and in constant
 * memory.
 *
 * <p>Empty lines are not rows. A row that is too large or misuses quotes is returned with its
 * {@link Flaw}, and reading continues after it. Not thread-safe.
 */
public final class CsvRows implements Closeable {

  // a field of doubled quotes takes twice its length, and the parser reads ahead
  private static final int PARSER_BUFFER = RawRow.MAX_RECORD;

  private final CsvDialect dialect;
  private final CsvRow row;
  private final CloseableIterator<CsvRow> rows;
  private final List<String> header;

  /** Whether the first row was read, to see if it is a header, and turned out to be data. */
  private boolean hasReadFirst;

  private CsvRows(
      InputStream in,
      CsvDialect dialect,
      List<String> columns,
      Predicate<List<String>> isHeader,
      LinesToSkip skip)
      throws IOException {
    this.dialect = dialect;
    FieldGuard guard =
        new FieldGuard(decoded(in, dialect, skip), dialect, RawRow.MAX_FIELD, skip.comment());
    this.row = new CsvRow(dialect, RawRow.MAX_RECORD);
    this.rows =
        CsvReader.builder()
            .fieldSeparator(dialect.delimiter())
            .quoteCharacter(dialect.quote())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(PARSER_BUFFER)
            .build(new CsvRow.Filler(row, guard), guard)
            .iterator();
    List<String> first = readFirst();
    if (columns.isEmpty() || isHeader.test(first)) {
      this.header = first;
    } else {
      this.header = columns;
      this.hasReadFirst = row.size() > 0;
    }
  }

  /**
   * Starts reading; closing the rows closes the stream.
   *
   * @param columns the column names if the file need not have a header; otherwise empty
   * @param isHeader whether a first row with these fields is a header anyway
   * @param skip lines that are not rows
   * @throws IOException if the stream cannot be read
   */
  public static CsvRows open(
      InputStream in,
      CsvDialect dialect,
      List<String> columns,
      Predicate<List<String>> isHeader,
      LinesToSkip skip)
      throws IOException {
    return new CsvRows(in, dialect, List.copyOf(columns), isHeader, skip);
  }

  /** The same, where the first row is a header unless column names are given. */
  public static CsvRows open(
      InputStream in, CsvDialect dialect, List<String> columns, LinesToSkip skip)
      throws IOException {
    return open(in, dialect, columns, first -> false, skip);
  }

  /** How the file writes its rows. */
  public CsvDialect dialect() {
    return dialect;
  }

  /** The column names in order; empty for an empty file that should have a header. */
  public List<String> header() {
    return header;
  }

  /**
   * Reads the next row into {@link #row}.
   *
   * @return whether there was one
   * @throws IOException if the stream cannot be read
   */
  public boolean next() throws IOException {
    if (hasReadFirst) {
      hasReadFirst = false;
      return true;
    }
    try {
      if (!rows.hasNext()) {
        return false;
      }
      rows.next();
      return true;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The row that was read last. */
  public CsvRow row() {
    return row;
  }

  private List<String> readFirst() throws IOException {
    List<String> names = new ArrayList<>();
    if (next()) {
      for (int field = 0; field < row.size(); field++) {
        names.add(row.field(field));
      }
    }
    return List.copyOf(names);
  }

  private static PastPreamble decoded(InputStream in, CsvDialect dialect, LinesToSkip skip) {
    return new PastPreamble(
        new InputStreamReader(
            in,
            dialect
                .charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(RawRow.UNDECODABLE))),
        skip.first());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
