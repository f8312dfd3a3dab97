package io.meanstream.persist.store;

import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;

/**
 * A stored document and the record whose content it holds.
 *
 * @param content without {@code _id} and {@code _src}
 * @param partition -1 where somebody else wrote the document
 * @param offset -1 where somebody else wrote the document
 */
public record StoredRow(BsonDocument content, int partition, long offset) {

  /** Whether the document holds the content of the record at this place. */
  public boolean isFrom(int otherPartition, long otherOffset) {
    return partition == otherPartition && offset == otherOffset;
  }

  static StoredRow from(BsonDocument document) {
    BsonDocument content = document.clone();
    content.remove("_id");
    BsonValue source = content.remove("_src");
    return source instanceof BsonDocument known
        ? new StoredRow(content, (int) number(known, "partition"), number(known, "offset"))
        : new StoredRow(content, -1, -1);
  }

  private static long number(BsonDocument source, String field) {
    return source.get(field) instanceof BsonNumber number ? number.longValue() : -1;
  }
}
