package io.meanstream.stats;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;

/** Builds documents of {@code averages} for the dataset {@code trips}, like those of the batch. */
final class StoredAverage {

  static final Instant COMPUTED_AT = Instant.parse("2020-06-01T08:00:00.123Z");

  private final Document document;

  private StoredAverage(Document document) {
    this.document = document;
  }

  /** An overall average without rows. */
  static StoredAverage of(String period, String label, String start, String end) {
    return new StoredAverage(
        new Document("_id", "trips|" + period + "|" + label + "|")
            .append("dataset", "trips")
            .append("period", period)
            .append("label", label)
            .append("by", "")
            .append("group", new Document())
            .append("start", Date.from(Instant.parse(start)))
            .append("end", Date.from(Instant.parse(end)))
            .append("count", 0L)
            .append("excluded", new Document())
            .append(
                "measures",
                new Document("fare", moments(0, null, null, null, null, null))
                    .append("duration", moments(0, null, null, null, null, null)))
            .append("run", 1L)
            .append("computedAt", Date.from(COMPUTED_AT)));
  }

  /** Sets the group; {@code id} is the end of the document's id. */
  StoredAverage by(String by, String id, Document group) {
    document.append("by", by).append("group", group);
    document.append("_id", document.getString("_id") + id);
    return this;
  }

  StoredAverage rider(String rider) {
    return by("rider", rider == null ? "rider" : "rider=" + rider, new Document("rider", rider));
  }

  StoredAverage count(long count) {
    document.append("count", count);
    return this;
  }

  StoredAverage excluded(String rule, long rows) {
    document.get("excluded", Document.class).append(rule, rows);
    return this;
  }

  StoredAverage measure(
      String name, long count, Double sum, Double mean, Double min, Double max, Double m2) {
    document.get("measures", Document.class).append(name, moments(count, sum, mean, min, max, m2));
    return this;
  }

  /** Sets the percentiles of a measure and the sketch that a day keeps for them. */
  StoredAverage percentiles(String name, double median, double p90, double p99) {
    document
        .get("measures", Document.class)
        .get(name, Document.class)
        .append("median", median)
        .append("p90", p90)
        .append("p99", p99);
    document.append("sketches", new Document(name, new Binary(new byte[] {5, 1, 15})));
    return this;
  }

  StoredAverage late(long rows) {
    document.append("late", rows);
    return this;
  }

  void in(MongoDatabase store) {
    store.getCollection("averages").insertOne(document);
  }

  Document document() {
    return document;
  }

  private static Document moments(
      long count, Double sum, Double mean, Double min, Double max, Double m2) {
    return new Document("count", count)
        .append("sum", sum)
        .append("mean", mean)
        .append("min", min)
        .append("max", max)
        .append("m2", m2);
  }
}
