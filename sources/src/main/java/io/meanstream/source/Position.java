package io.meanstream.source;

import java.util.Optional;

/**
 * How far a source was read.
 *
 * @param rows the number of records read
 * @param place where the next record is, in a notation private to the format; empty if the format
 *     counts records
 */
public record Position(long rows, Optional<String> place) {

  /** Before the first record. */
  public static final Position START = new Position(0, Optional.empty());
}
