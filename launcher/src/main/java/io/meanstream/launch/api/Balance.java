package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** How many rows were read, and what happened to them. */
public record Balance(
    long read, long stored, long corrected, long duplicates, long rejected, long inFlight) {

  public static final Balance ZERO = new Balance(0, 0, 0, 0, 0, 0);

  /** The names of the numbers, in their order. */
  public static final List<String> FIELDS =
      List.of("read", "stored", "corrected", "duplicates", "rejected", "inFlight");

  /** Reads the balance from a document that may have other fields. */
  public static Balance of(JsonNode document) {
    return new Balance(
        document.path("read").asLong(),
        document.path("stored").asLong(),
        document.path("corrected").asLong(),
        document.path("duplicates").asLong(),
        document.path("rejected").asLong(),
        document.path("inFlight").asLong());
  }

  public Balance plus(Balance other) {
    return new Balance(
        read + other.read,
        stored + other.stored,
        corrected + other.corrected,
        duplicates + other.duplicates,
        rejected + other.rejected,
        inFlight + other.inFlight);
  }

  /** Rows with an outcome. */
  public long settled() {
    return stored + corrected + duplicates + rejected;
  }

  /** The numbers in the order of {@link #FIELDS}. */
  public List<Long> numbers() {
    return List.of(read, stored, corrected, duplicates, rejected, inFlight);
  }

  /** Writes the numbers into a document. */
  public ObjectNode into(ObjectNode document) {
    for (int i = 0; i < FIELDS.size(); i++) {
      document.put(FIELDS.get(i), numbers().get(i));
    }
    return document;
  }

  @Override
  public String toString() {
    String sum =
        String.format(
            Locale.ROOT,
            "%,d read = %,d stored + %,d corrected + %,d duplicates + %,d rejected",
            read,
            stored,
            corrected,
            duplicates,
            rejected);
    return inFlight == 0 ? sum : sum + String.format(Locale.ROOT, " + %,d in flight", inFlight);
  }
}
