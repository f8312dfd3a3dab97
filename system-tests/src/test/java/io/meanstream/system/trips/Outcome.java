package io.meanstream.system.trips;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of rows. */
public record Outcome(long stored, long corrected, long duplicates, long rejected) {

  static final Outcome NONE = new Outcome(0, 0, 0, 0);
  static final Outcome STORED = new Outcome(1, 0, 0, 0);
  static final Outcome CORRECTED = new Outcome(0, 1, 0, 0);
  static final Outcome DUPLICATE = new Outcome(0, 0, 1, 0);
  static final Outcome REJECTED = new Outcome(0, 0, 0, 1);

  /** As the API tells it. */
  public static Outcome of(JsonNode balance) {
    return new Outcome(
        balance.get("stored").asLong(),
        balance.get("corrected").asLong(),
        balance.get("duplicates").asLong(),
        balance.get("rejected").asLong());
  }

  /** All rows. */
  public long sum() {
    return stored + corrected + duplicates + rejected;
  }

  Outcome plus(Outcome other) {
    return new Outcome(
        stored + other.stored,
        corrected + other.corrected,
        duplicates + other.duplicates,
        rejected + other.rejected);
  }
}
