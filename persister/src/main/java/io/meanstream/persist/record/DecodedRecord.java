package io.meanstream.persist.record;

/** One record of a rows topic, decoded: a row, or the reason why it is none. */
public sealed interface DecodedRecord permits Row, RejectedRecord {

  /** The record's place in its partition. */
  long offset();

  /** Whose balance it is part of. */
  Origin origin();
}
