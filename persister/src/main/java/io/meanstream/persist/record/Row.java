package io.meanstream.persist.record;

import java.time.LocalDate;
import org.bson.BsonDocument;

/**
 * A row as it is stored.
 *
 * @param key the document's {@code _id}
 * @param document the typed fields in stored form between {@code _id} and {@code _src}
 * @param day the local date of its time in the dataset's zone
 */
public record Row(long offset, Origin origin, String key, BsonDocument document, LocalDate day)
    implements DecodedRecord {

  /** The field that names the record a document was written from. */
  public static final String SOURCE = "_src";

  /** Whether a stored document holds the same content, from whichever record. */
  public boolean isSameAs(BsonDocument stored) {
    if (stored.size() != document.size()) {
      return false;
    }
    return document.entrySet().stream()
        .filter(field -> !field.getKey().equals(SOURCE))
        .allMatch(field -> field.getValue().equals(stored.get(field.getKey())));
  }
}
