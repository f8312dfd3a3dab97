package io.meanstream.catalog.record;

import io.meanstream.catalog.dataset.Dataset;

/** Writes a dataset's records down and reads them again; safe for use by several threads. */
public interface RecordCodec {

  /** The bytes of a record, which {@link #decode} turns into an equal one. */
  byte[] encode(TypedRecord record);

  /**
   * The record of these bytes, checked as its definition has it.
   *
   * @throws MalformedRecordException if they are none of this dataset
   */
  TypedRecord decode(byte[] bytes) throws MalformedRecordException;

  /**
   * JSON objects of the fields that have a value; timestamps are ISO 8601 instants, dates ISO 8601
   * dates. Decimals are strings of digits, since readers of JSON may take numbers for doubles (RFC
   * 7493, 2.2); a number is read as one too.
   */
  static RecordCodec json(Dataset dataset) {
    return new JsonRecordCodec(dataset);
  }
}
