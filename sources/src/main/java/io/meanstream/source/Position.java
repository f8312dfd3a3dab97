package io.meanstream.source;

import java.util.Optional;

/**
 * How far a source was read.
 *
 * @param rows how many of its records were read
 * @param place where the next one is, in words that only its format understands; empty where the
 *     format counts records
 */
public record Position(long rows, Optional<String> place) {

  /** Before the first record. */
  public static final Position START = new Position(0, Optional.empty());
}
