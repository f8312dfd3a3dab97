package io.meanstream.persist.store;

import io.meanstream.persist.record.Row;
import org.bson.BsonDocument;
import org.bson.BsonNumber;

/**
 * A stored document and the record it was written from.
 *
 * @param partition -1 if another program wrote the document
 * @param offset -1 if another program wrote the document
 */
public record StoredRow(BsonDocument document, int partition, long offset) {

  /** Whether the document was written from this record. */
  public boolean isFrom(int otherPartition, long otherOffset) {
    return partition == otherPartition && offset == otherOffset;
  }

  static StoredRow from(BsonDocument document) {
    return document.get(Row.SOURCE) instanceof BsonDocument known
        ? new StoredRow(document, (int) number(known, "partition"), number(known, "offset"))
        : new StoredRow(document, -1, -1);
  }

  private static long number(BsonDocument source, String field) {
    return source.get(field) instanceof BsonNumber number ? number.longValue() : -1;
  }
}
