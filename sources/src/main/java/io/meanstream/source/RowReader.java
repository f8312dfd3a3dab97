package io.meanstream.source;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.source.Format;
import io.meanstream.source.type.Columns;
import io.meanstream.source.type.HeaderException;
import io.meanstream.source.type.Row;
import io.meanstream.source.type.RowTyper;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads and types a source's rows in order. Not thread-safe. */
public final class RowReader implements Closeable {

  private final SourceFile source;
  private final Dataset dataset;
  private final ReadOptions options;
  private final RecordReader records;
  private final Columns columns;
  private final RowTyper typer;
  private long read;

  private RowReader(
      SourceFile source,
      Dataset dataset,
      ReadOptions options,
      RecordReader records,
      Columns columns,
      RowTyper typer) {
    this.source = source;
    this.dataset = dataset;
    this.options = options;
    this.records = records;
    this.columns = columns;
    this.typer = typer;
  }

  /**
   * Opens a source before its first row.
   *
   * @param hash the source's hash, for keys by position
   * @throws SourceException if it cannot be read or does not match the dataset
   */
  public static RowReader open(SourceFile source, Dataset dataset, ReadOptions options, String hash)
      throws SourceException {
    return of(source, source.records(options, true), dataset, options, hash);
  }

  /**
   * Opens a source without hashing it, for rows that are not stored: it cannot be verified, and
   * keys by position do not identify a source.
   *
   * @throws SourceException if it cannot be read or does not match the dataset
   */
  public static RowReader look(SourceFile source, Dataset dataset, ReadOptions options)
      throws SourceException {
    return of(source, source.records(options, false), dataset, options, "");
  }

  private static RowReader of(
      SourceFile source, RecordReader records, Dataset dataset, ReadOptions options, String hash)
      throws SourceException {
    try {
      Columns columns = columnsOf(source, dataset, options, records.header());
      RowTyper typer =
          new RowTyper(
              dataset,
              columns,
              records.numbers(dataset.source().numbers()),
              records.text().charset().orElse(options.charset()),
              hash,
              source.name());
      return new RowReader(source, dataset, options, records, columns, typer);
    } catch (SourceException e) {
      SourceFile.closeAfter(e, records);
      throw e;
    }
  }

  /**
   * The columns of a source with this header.
   *
   * @throws SourceException if the header does not match the dataset
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
      return source.format(options) == Format.CSV && options.columns().isEmpty()
          ? HeaderHint.of(source, dataset, options)
          : "";
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }

  /** Why a text does not match a dataset, if its first lines show that. */
  static Optional<String> mistakeIn(SourceFile source, Dataset dataset, ReadOptions options) {
    try (RowReader rows = look(source, dataset, options)) {
      Optional<Row> first = rows.next();
      rows.foundColumns();
      return options.columns().isEmpty()
          ? Optional.empty()
          : first
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

  /** The source's column names. */
  public List<String> header() {
    return records.header();
  }

  /**
   * Which column has which field, judged by the columns found in the rows read so far.
   *
   * @throws SourceException if these do not match the dataset
   */
  public Columns foundColumns() throws SourceException {
    return read == 0 ? columns : columnsOf(source, dataset, options, records.found());
  }

  /**
   * Moves to a position without typing the rows before it.
   *
   * @param watch called for each row; what it throws ends the reading
   * @throws SourceException if the source has fewer rows, or they cannot be read
   */
  public <E extends Exception> void moveTo(Position position, Watch<E> watch)
      throws SourceException, E {
    try {
      read = records.moveTowards(position);
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
    while (read < position.rows()) {
      watch.atRow(bytesRead());
      if (!advance()) {
        throw changed();
      }
    }
  }

  /**
   * The next row; empty after the last one.
   *
   * @throws SourceException if it cannot be read
   */
  public Optional<Row> next() throws SourceException {
    return advance() ? Optional.of(typer.type(records.row(), read)) : Optional.empty();
  }

  /** Turns the row read last into a reject, because its Kafka record exceeds the topic's limit. */
  public Row.Rejected tooLarge(long bytes, long limit) {
    return typer.tooLarge(records.row(), read, bytes, limit);
  }

  /** The position after the row read last. */
  public Position position() {
    return new Position(read, records.place());
  }

  /** How many bytes were taken from the source, slightly more than the rows read so far have. */
  public long bytesRead() {
    return records.bytesRead();
  }

  /**
   * How many local times in accepted rows were ambiguous or skipped by the zone's clock, since the
   * source was opened.
   */
  public long ambiguousTimes() {
    return typer.ambiguousTimes();
  }

  /** Warnings about the rows read so far. */
  public Warnings warnings() {
    return records.warnings();
  }

  /**
   * Checks, after the last row, that the source still has the content that an earlier pass found.
   *
   * @throws SourceException if it has changed
   * @throws IllegalStateException if the source was opened without hashing
   */
  public void verify(Content content) throws SourceException {
    try {
      if (read != content.rows() || !records.hash().equals(content.hash())) {
        throw changed();
      }
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }

  private SourceException changed() {
    return new SourceException(source.name(), "changed while it was read");
  }

  private boolean advance() throws SourceException {
    try {
      if (!records.next()) {
        return false;
      }
      read++;
      return true;
    } catch (IOException e) {
      throw SourceException.reading(source.name(), e);
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
