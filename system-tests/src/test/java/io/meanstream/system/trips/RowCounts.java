package io.meanstream.system.trips;

import com.fasterxml.jackson.databind.JsonNode;

/** How many rows had which outcome. */
public record RowCounts(long stored, long corrected, long duplicates, long rejected) {

  static final RowCounts NONE = new RowCounts(0, 0, 0, 0);
  static final RowCounts STORED = new RowCounts(1, 0, 0, 0);
  static final RowCounts CORRECTED = new RowCounts(0, 1, 0, 0);
  static final RowCounts DUPLICATE = new RowCounts(0, 0, 1, 0);
  static final RowCounts REJECTED = new RowCounts(0, 0, 0, 1);

  /** Parses the balance of the API. */
  public static RowCounts of(JsonNode balance) {
    return new RowCounts(
        balance.get("stored").asLong(),
        balance.get("corrected").asLong(),
        balance.get("duplicates").asLong(),
        balance.get("rejected").asLong());
  }

  /** All rows. */
  public long sum() {
    return stored + corrected + duplicates + rejected;
  }

  RowCounts plus(RowCounts other) {
    return new RowCounts(
        stored + other.stored,
        corrected + other.corrected,
        duplicates + other.duplicates,
        rejected + other.rejected);
  }
}
