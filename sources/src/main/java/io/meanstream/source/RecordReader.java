package io.meanstream.source;

import io.meanstream.catalog.source.NumberStyle;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The records of one open source, in its order: the port between formats and all that reads them.
 * Each format has one implementation, and nothing behind this interface knows which one it reads.
 * Not for use by several threads.
 *
 * <p>Memory is bounded however large the source is. A record that is malformed or too large is
 * handed out with its {@link RowFault}, and reading goes on behind it.
 */
public interface RecordReader extends Closeable {

  /** The names of the columns, in the order of a record's fields. */
  List<String> header();

  /**
   * The names of the columns that the records read so far have shown. Formats that name columns in
   * one place have shown all of them.
   */
  default List<String> found() {
    return header();
  }

  /** How the source writes its text, as it was asked for or found by looking. */
  TextOptions text();

  /**
   * How the source writes numbers.
   *
   * @param defined how the definition says that people write them
   */
  default NumberStyle numbers(NumberStyle defined) {
    return NumberStyle.PLAIN;
  }

  /**
   * Moves from before the first record towards a position, as far as that costs less than reading
   * the records up to it.
   *
   * @return how many records were passed over, at most those before the position
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

  /** Where the next record is, for {@link #moveTowards}; empty where the format counts records. */
  default Optional<String> place() {
    return Optional.empty();
  }

  /** How many bytes were taken from the source, a little more than those of the records read. */
  long bytesRead();

  /**
   * The identity of the source's bytes as they were read: their SHA-256 in hex. To be asked behind
   * the last record, once.
   *
   * @throws IOException if the source cannot be read
   * @throws IllegalStateException if the source is only looked at
   */
  String hash() throws IOException;

  /** What is odd about the records up to here. */
  Warnings warnings();
}
