package io.meanstream.system.trips;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.bson.Document;

/**
 * The documents that the store must have in the end, derived by applying the records one after the
 * other.
 */
public final class ExpectedStore {

  private final Map<String, Trip> current = new HashMap<>();
  private final Map<String, Document> documents = new HashMap<>();
  private final Map<String, String> rejects = new HashMap<>();
  private final Map<String, RowCounts> outcomes = new HashMap<>();
  private Set<LocalDate> days = new TreeSet<>();

  void sent(String ingestion, long row, SourceRow line, RecordMetadata place) {
    if (line instanceof PoisonRow poison) {
      count(ingestion, RowCounts.REJECTED);
      rejects.put(ingestion + "|" + row, poison.rule());
    } else if (line instanceof Trip trip) {
      sent(ingestion, row, trip, place);
    }
  }

  private void sent(String ingestion, long row, Trip trip, RecordMetadata place) {
    Trip before = current.get(trip.id());
    if (trip.equals(before)) {
      count(ingestion, RowCounts.DUPLICATE);
      return;
    }
    if (before != null) {
      days.add(before.day());
    }
    count(ingestion, before == null ? RowCounts.STORED : RowCounts.CORRECTED);
    days.add(trip.day());
    current.put(trip.id(), trip);
    documents.put(trip.id(), trip.stored().append("_src", source(ingestion, row, place)));
  }

  void foreign(RecordMetadata place, String rule) {
    count("topic:" + place.topic(), RowCounts.REJECTED);
    rejects.put("%s|%d|%d".formatted(place.topic(), place.partition(), place.offset()), rule);
  }

  private static Document source(String ingestion, long row, RecordMetadata place) {
    return new Document("ingestion", ingestion)
        .append("row", row)
        .append("partition", place.partition())
        .append("offset", place.offset());
  }

  private void count(String ingestion, RowCounts one) {
    outcomes.merge(ingestion, one, RowCounts::plus);
  }

  /** The documents by key. */
  public Map<String, Document> documents() {
    return documents;
  }

  /** The rules of the rejects by id. */
  public Map<String, String> rejects() {
    return rejects;
  }

  public RowCounts outcome(String ingestion) {
    return outcomes.getOrDefault(ingestion, RowCounts.NONE);
  }

  /** The counts of everything sent. */
  public RowCounts total() {
    return outcomes.values().stream().reduce(RowCounts.NONE, RowCounts::plus);
  }

  /** The days whose averages have changed since the last call. */
  public Set<LocalDate> takeDays() {
    Set<LocalDate> taken = days;
    days = new TreeSet<>();
    return taken;
  }
}
