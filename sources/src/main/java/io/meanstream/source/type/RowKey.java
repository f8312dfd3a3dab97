package io.meanstream.source.type;

import io.meanstream.catalog.DocumentId;
import io.meanstream.catalog.TypedRecord;

/** Gives a row its key. */
interface RowKey {

  String of(TypedRecord record, long row);

  /** By the values of the key's fields, or by the row's place in the source of this hash. */
  static RowKey of(Columns columns, String sourceHash) {
    int[] key = columns.key();
    return key.length == 0
        ? (record, row) -> DocumentId.ofPosition(sourceHash, row)
        : (record, row) -> DocumentId.ofFields(record, key);
  }
}
