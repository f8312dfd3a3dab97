package io.meanstream.stats;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** A stored row of the dataset {@code trips}. */
record StoredRow(Document document) {

  static StoredRow at(String instant) {
    return new StoredRow(
        new Document("_id", instant).append("started_at", Date.from(Instant.parse(instant))));
  }

  void in(MongoDatabase store) {
    store.getCollection("rows_trips").insertOne(document);
  }
}
