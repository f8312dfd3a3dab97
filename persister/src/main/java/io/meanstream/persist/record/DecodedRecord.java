package io.meanstream.persist.record;

/** A decoded record of a dataset's topic: a row or a reject. */
public sealed interface DecodedRecord permits Row, RejectedRecord {

  /** The record's offset in its partition. */
  long offset();

  /** The ingestion whose balance counts the record. */
  Origin origin();
}
