package io.meanstream.stats;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** Builds documents of {@code ingestions} for {@code trips}, like those of the persister. */
final class StoredIngestion {

  private final Document document;

  private StoredIngestion(Document document) {
    this.document = document;
  }

  static StoredIngestion of(String id, String state, String createdAt) {
    return new StoredIngestion(
        new Document("_id", id)
            .append("kind", "ingestion")
            .append("dataset", "trips")
            .append("source", id + ".csv")
            .append("topic", "test-trips")
            .append("state", state)
            .append("createdAt", Date.from(Instant.parse(createdAt)))
            .append("stateOffset", 3L));
  }

  /** The totals of rejected records without an ingestion. */
  static StoredIngestion foreign(String topic) {
    return new StoredIngestion(new Document("_id", "topic:" + topic));
  }

  StoredIngestion with(String field, Object value) {
    document.append(field, value);
    return this;
  }

  /** A checkpoint with an offset of partition 0. */
  StoredIngestion read(long rows, long offset, boolean done) {
    return with(
        "checkpoint",
        new Document("rows", rows)
            .append("offsets", new Document("0", offset))
            .append("rejected", new Document())
            .append("figures", new Document("ambiguousTimes", 1L))
            .append("done", done)
            .append("at", 4L));
  }

  StoredIngestion rejected(String rule, long rows) {
    document.get("checkpoint", Document.class).get("rejected", Document.class).append(rule, rows);
    return this;
  }

  /** The first of the rejects, on the line after its row's number; all bytes were read. */
  StoredIngestion firstReject(long row, String field, String rule, String message) {
    document
        .get("checkpoint", Document.class)
        .append("bytes", document.get("bytes"))
        .append(
            "firstReject",
            new Document("row", row)
                .append("line", row + 1)
                .append("field", field)
                .append("rule", rule)
                .append("message", message));
    return this;
  }

  StoredIngestion totals(
      String partition, long stored, long corrected, long duplicates, long rejected) {
    Document totals =
        document.containsKey("totals") ? document.get("totals", Document.class) : new Document();
    totals.append(
        partition,
        new Document("stored", stored)
            .append("corrected", corrected)
            .append("duplicates", duplicates)
            .append("rejected", rejected));
    return with("totals", totals);
  }

  void in(MongoDatabase store) {
    store.getCollection("ingestions").insertOne(document);
  }

  static void position(MongoDatabase store, String topic, int partition, long next) {
    store
        .getCollection("positions")
        .insertOne(new Document("_id", topic + "|" + partition).append("next", next));
  }
}
