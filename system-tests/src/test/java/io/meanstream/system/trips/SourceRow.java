package io.meanstream.system.trips;

/** A row of a source: a trip, or a record that cannot become one. */
public sealed interface SourceRow permits Trip, PoisonRow {

  /** The record's key; null if it has none. */
  byte[] key();

  /** The record's value; null if it has none. */
  byte[] value();
}
