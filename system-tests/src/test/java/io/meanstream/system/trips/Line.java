package io.meanstream.system.trips;

/** What a source has in a row: a trip, or something that is none and was sent all the same. */
public sealed interface Line permits Trip, Poison {

  /** Of the record; null where it has none. */
  byte[] key();

  /** Of the record; null where it has none. */
  byte[] value();
}
