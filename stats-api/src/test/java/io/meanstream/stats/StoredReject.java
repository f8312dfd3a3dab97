package io.meanstream.stats;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** Builds documents of {@code rejects} for {@code trips}, like those of the persister. */
final class StoredReject {

  private static final Date AT = Date.from(Instant.parse("2020-05-01T08:00:00Z"));

  private final Document document;

  private StoredReject(Document document) {
    this.document = document;
  }

  static StoredReject of(String ingestion, long row) {
    return new StoredReject(
        new Document("_id", ingestion + "|" + row)
            .append("ingestion", ingestion)
            .append("dataset", "trips")
            .append("source", ingestion + ".csv")
            .append("row", row)
            .append("line", row + 1)
            .append("field", "fare")
            .append("rule", "type")
            .append("message", "\"x\" is not a number")
            .append("raw", "t1,x")
            .append("at", AT));
  }

  /** A record that no ingestion sent has no row. */
  static StoredReject foreign(long offset) {
    return of("topic:test-trips", 0)
        .with("_id", "test-trips|0|" + offset)
        .with("row", null)
        .with("line", null);
  }

  StoredReject with(String field, Object value) {
    document.append(field, value);
    return this;
  }

  Document document() {
    return document;
  }

  void in(MongoDatabase store) {
    store.getCollection("rejects").insertOne(document);
  }
}
