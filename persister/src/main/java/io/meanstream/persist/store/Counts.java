package io.meanstream.persist.store;

import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonValue;

/** Records by outcome. The sum is the number of records read. */
public record Counts(long stored, long corrected, long duplicates, long rejected) {

  public static final Counts NONE = new Counts(0, 0, 0, 0);

  public Counts plus(Counts other) {
    return new Counts(
        stored + other.stored,
        corrected + other.corrected,
        duplicates + other.duplicates,
        rejected + other.rejected);
  }

  static Counts from(BsonDocument document) {
    return new Counts(
        number(document, "stored"),
        number(document, "corrected"),
        number(document, "duplicates"),
        number(document, "rejected"));
  }

  BsonDocument toBson() {
    return new BsonDocument("stored", new BsonInt64(stored))
        .append("corrected", new BsonInt64(corrected))
        .append("duplicates", new BsonInt64(duplicates))
        .append("rejected", new BsonInt64(rejected));
  }

  private static long number(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    return value instanceof BsonNumber number ? number.longValue() : 0;
  }
}
