package io.meanstream.persist.record;

import java.time.LocalDate;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * A row in its stored form.
 *
 * @param key the document's {@code _id}
 * @param document {@code _id}, the typed fields and {@code _src}
 * @param day the local date of its time, in the dataset's zone
 */
public record Row(long offset, Origin origin, String key, RawBsonDocument document, LocalDate day)
    implements DecodedRecord {

  /** The field that names the record from which the document was written. */
  public static final String SOURCE = "_src";

  /** Whether a stored document has the same fields, ignoring {@value #SOURCE}. */
  public boolean isSameAs(BsonDocument stored) {
    if (stored.size() != document.size()) {
      return false;
    }
    return document.entrySet().stream()
        .filter(field -> !field.getKey().equals(SOURCE))
        .allMatch(field -> field.getValue().equals(stored.get(field.getKey())));
  }
}
