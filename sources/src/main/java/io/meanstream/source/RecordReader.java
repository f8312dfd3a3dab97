package io.meanstream.source;

import io.meanstream.catalog.source.NumberStyle;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the records of one open source in order: the port between formats and everything that reads
 * them. Each format has one implementation, and no code outside it depends on the format. Not
 * thread-safe.
 *
 * <p>Memory is bounded however large the source is. A malformed or oversized record is returned
 * with its {@link RowFault}, and reading continues after it.
 */
public interface RecordReader extends Closeable {

  /** The column names, in the order of a record's fields. */
  List<String> header();

  /**
   * The names of the columns found in the records read so far. Formats that name their columns in
   * one place report all of them at once.
   */
  default List<String> found() {
    return header();
  }

  /** The charset and delimiter of the source, as requested or detected. */
  TextOptions text();

  /**
   * How the source writes numbers.
   *
   * @param defined the number style of the definition
   */
  default NumberStyle numbers(NumberStyle defined) {
    return NumberStyle.PLAIN;
  }

  /**
   * Moves from before the first record towards a position, as far as that is cheaper than reading
   * the records before it.
   *
   * @return how many records were skipped, at most those before the position
   * @throws IOException if the source cannot be read
   */
  default long moveTowards(Position position) throws IOException {
    return 0;
  }

  /**
   * Reads the next record into {@link #row}.
   *
   * @return whether there was one
   * @throws IOException if the source cannot be read
   */
  boolean next() throws IOException;

  /** The record that was read last. */
  RawRow row();

  /** Where the next record is, for {@link #moveTowards}; empty if the format counts records. */
  default Optional<String> place() {
    return Optional.empty();
  }

  /** How many bytes were taken from the source, slightly more than the records read have. */
  long bytesRead();

  /**
   * The SHA-256 of the source's bytes, in hex. Call it once, after the last record.
   *
   * @throws IOException if the source cannot be read
   * @throws IllegalStateException if the source was opened without hashing
   */
  String hash() throws IOException;

  /** Warnings about the records read so far. */
  default Warnings warnings() {
    return Warnings.NONE;
  }
}
