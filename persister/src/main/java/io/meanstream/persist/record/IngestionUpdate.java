package io.meanstream.persist.record;

import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/**
 * A change of one ingestion's document.
 *
 * @param id the ingestion
 * @param onInsert what the document has besides where this makes it
 * @param fields what is set
 * @param guard the field that holds the offset of the latest change of this kind
 * @param offset of the record that says so
 */
public record IngestionUpdate(
    String id, BsonDocument onInsert, BsonDocument fields, String guard, long offset) {

  static IngestionUpdate state(String id, BsonDocument fields, long offset) {
    return new IngestionUpdate(
        id,
        reading(id),
        fields.append("stateOffset", new BsonInt64(offset)),
        "stateOffset",
        offset);
  }

  static IngestionUpdate checkpoint(String id, BsonDocument checkpoint, long offset) {
    BsonDocument fields =
        new BsonDocument("checkpoint", checkpoint.append("at", new BsonInt64(offset)));
    return new IngestionUpdate(id, reading(id), fields, "checkpoint.at", offset);
  }

  /** What is known of an ingestion from its rows alone. */
  public static BsonDocument seen(String id, String topic) {
    BsonDocument seen = Origin.isForeign(id) ? ended(id) : reading(id);
    return seen.append("topic", new BsonString(topic));
  }

  private static BsonDocument reading(String id) {
    return new BsonDocument("source", new BsonString(id))
        .append("state", new BsonString("reading"));
  }

  private static BsonDocument ended(String id) {
    return new BsonDocument("source", new BsonString(id)).append("state", new BsonString("done"));
  }
}
