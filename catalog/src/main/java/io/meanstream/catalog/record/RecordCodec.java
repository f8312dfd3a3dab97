package io.meanstream.catalog.record;

import io.meanstream.catalog.dataset.Dataset;

/** Encodes and decodes the records of a dataset. Thread-safe. */
public interface RecordCodec {

  /** The bytes of a record; {@link #decode} turns them into an equal one. */
  byte[] encode(TypedRecord record);

  /**
   * Decodes a record and checks it against its definition.
   *
   * @throws MalformedRecordException if the bytes are not a valid record of this dataset
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
