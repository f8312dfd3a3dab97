package io.meanstream.persist.record;

import io.meanstream.protocol.IngestionState;
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

  /** An ingestion of which only its rows have been seen, or a topic's foreign records. */
  public static BsonDocument reading(String id) {
    IngestionState state = Origin.isForeign(id) ? IngestionState.DONE : IngestionState.READING;
    return new BsonDocument("source", new BsonString(id))
        .append("state", new BsonString(state.id()));
  }
}
