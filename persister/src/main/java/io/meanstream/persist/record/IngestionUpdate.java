package io.meanstream.persist.record;

import io.meanstream.protocol.IngestionState;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/**
 * An update of one ingestion's document.
 *
 * @param id the ingestion's id
 * @param onInsert further fields that are set only if the update creates the document
 * @param fields the fields to set
 * @param guard the field with the offset of the latest update of this kind; an older one is skipped
 * @param offset the offset of the record
 */
public record IngestionUpdate(
    String id, BsonDocument onInsert, BsonDocument fields, String guard, long offset) {

  static IngestionUpdate state(String id, BsonDocument fields, long offset) {
    return new IngestionUpdate(
        id,
        initial(id),
        fields.append("stateOffset", new BsonInt64(offset)),
        "stateOffset",
        offset);
  }

  static IngestionUpdate checkpoint(String id, BsonDocument checkpoint, long offset) {
    BsonDocument fields =
        new BsonDocument("checkpoint", checkpoint.append("at", new BsonInt64(offset)));
    return new IngestionUpdate(id, initial(id), fields, "checkpoint.at", offset);
  }

  /**
   * The fields of a new ingestion document. Its rows may arrive before its first state; foreign
   * records never get one.
   */
  public static BsonDocument initial(String id) {
    IngestionState state = Origin.isForeign(id) ? IngestionState.DONE : IngestionState.READING;
    return new BsonDocument("source", new BsonString(id))
        .append("state", new BsonString(state.id()));
  }
}
