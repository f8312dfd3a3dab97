package io.meanstream.source;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.source.csv.CsvRows;
import io.meanstream.source.type.Columns;
import io.meanstream.source.type.HeaderException;
import io.meanstream.source.type.Row;
import io.meanstream.source.type.RowTyper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads a source's rows and types them, in its order; not for use by several threads. */
public final class RowReader implements Closeable {

  private final SourceFile source;
  private final Optional<HashedStream> hashed;
  private final CsvRows rows;
  private final Columns columns;
  private final RowTyper typer;
  private final Oddities oddities;
  private long read;

  private RowReader(
      SourceFile source,
      Optional<HashedStream> hashed,
      CsvRows rows,
      Columns columns,
      RowTyper typer) {
    this.source = source;
    this.hashed = hashed;
    this.rows = rows;
    this.columns = columns;
    this.typer = typer;
    this.oddities = new Oddities(rows.header());
  }

  /**
   * Opens a source before its first row.
   *
   * @param hash the source's hash, for keys by position
   * @throws SourceException if it cannot be read, or holds rows of something else
   */
  public static RowReader open(SourceFile source, Dataset dataset, ReadOptions options, String hash)
      throws SourceException {
    HashedStream bytes = new HashedStream(bytesOf(source, options));
    return of(source, bytes, Optional.of(bytes), dataset, options, hash);
  }

  /**
   * Opens a source whose rows are looked at and not kept: it cannot be verified, and keys by
   * position name no source.
   *
   * @throws SourceException if it cannot be read, or holds rows of something else
   */
  public static RowReader look(SourceFile source, Dataset dataset, ReadOptions options)
      throws SourceException {
    return of(source, bytesOf(source, options), Optional.empty(), dataset, options, "");
  }

  private static InputStream bytesOf(SourceFile source, ReadOptions options)
      throws SourceException {
    try {
      return source.open(options.unpack());
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }

  private static RowReader of(
      SourceFile source,
      InputStream bytes,
      Optional<HashedStream> hashed,
      Dataset dataset,
      ReadOptions options,
      String hash)
      throws SourceException {
    try {
      CsvRows rows = SourceRows.open(source.name(), bytes, options);
      Columns columns = columnsOf(source, dataset, options, rows.header());
      RowTyper typer = new RowTyper(dataset, columns, options.charset(), hash);
      return new RowReader(source, hashed, rows, columns, typer);
    } catch (IOException e) {
      closeAfter(e, bytes);
      throw SourceException.reading(source.name(), e);
    } catch (SourceException e) {
      closeAfter(e, bytes);
      throw e;
    }
  }

  /**
   * The columns of a source with this header.
   *
   * @throws SourceException if it is that of something else
   */
  public static Columns columnsOf(
      SourceFile source, Dataset dataset, ReadOptions options, List<String> header)
      throws SourceException {
    try {
      return Columns.of(dataset, header);
    } catch (HeaderException e) {
      throw new SourceException(source.name(), e.getMessage() + hint(source, dataset, options));
    }
  }

  private static String hint(SourceFile source, Dataset dataset, ReadOptions options)
      throws SourceException {
    try {
      return options.columns().isEmpty() ? HeaderHint.of(source, dataset, options) : "";
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }

  /** Why a text is no table of a dataset, where its first lines show that. */
  static Optional<String> mistakeIn(SourceFile source, Dataset dataset, ReadOptions options) {
    try (RowReader rows = look(source, dataset, options)) {
      return options.columns().isEmpty()
          ? Optional.empty()
          : rows.next()
              .filter(Row.Rejected.class::isInstance)
              .map(Row.Rejected.class::cast)
              .filter(reject -> reject.rule().equals("columns"))
              .map(Row.Rejected::message);
    } catch (SourceException e) {
      return Optional.of(e.problem());
    } catch (IOException e) {
      return Optional.of("cannot be closed: " + e.getMessage());
    }
  }

  /** The names of the source's columns. */
  public List<String> header() {
    return rows.header();
  }

  /** Which column holds which field. */
  public Columns columns() {
    return columns;
  }

  /**
   * Passes over rows without typing them.
   *
   * @param watch looked at at each row; what it throws ends the reading
   * @throws SourceException if there are not as many, or they cannot be read
   */
  public <E extends Exception> void skip(long count, Watch<E> watch) throws SourceException, E {
    for (long left = count; left > 0; left--) {
      watch.atRow(bytesRead());
      if (!advance()) {
        throw changed();
      }
    }
  }

  /**
   * The next row, or nothing behind the last one.
   *
   * @throws SourceException if it cannot be read
   */
  public Optional<Row> next() throws SourceException {
    return advance() ? Optional.of(typer.type(rows.row(), read)) : Optional.empty();
  }

  /** The row that was read last as a reject, since its record is larger than its topic takes. */
  public Row.Rejected tooLarge(long bytes, long limit) {
    return typer.tooLarge(rows.row(), read, bytes, limit);
  }

  /**
   * How many bytes were taken from the source, a little more than those of its rows up to here; 0
   * where it is only looked at.
   */
  public long bytesRead() {
    return hashed.map(HashedStream::count).orElse(0L);
  }

  /** How many times of accepted rows their zone's clock shows twice or never, since the opening. */
  public long ambiguousTimes() {
    return typer.ambiguousTimes();
  }

  /** What is odd about the rows up to here. */
  public Warnings warnings() {
    return oddities.warnings();
  }

  /**
   * Checks, behind the last row, that the source is still what an earlier pass found.
   *
   * @throws SourceException if it is not
   * @throws IllegalStateException if the rows are only looked at
   */
  public void verify(Content content) throws SourceException {
    HashedStream bytes =
        hashed.orElseThrow(() -> new IllegalStateException("what is looked at has no hash"));
    if (read != content.rows() || !bytes.hash().equals(content.hash())) {
      throw changed();
    }
  }

  private SourceException changed() {
    return new SourceException(source.name(), "changed while it was read");
  }

  private boolean advance() throws SourceException {
    try {
      if (!rows.next()) {
        return false;
      }
      read++;
      oddities.look(rows.row());
      return true;
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }

  private static void closeAfter(Exception e, Closeable bytes) {
    try {
      bytes.close();
    } catch (IOException closing) {
      e.addSuppressed(closing);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
