package io.meanstream.persist.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The expected outcome: the log processed record by record, without faults. */
record SequentialReference(
    Map<String, TripRecord> documents, Map<String, Map<String, Long>> totals) {

  static SequentialReference of(List<TripRecord> log, Predicate<TripRecord> refused) {
    SequentialReference expected = new SequentialReference(new HashMap<>(), new HashMap<>());
    for (TripRecord trip : log) {
      TripRecord before = expected.documents.get(trip.key());
      String outcome;
      if (before != null && before.sameContent(trip)) {
        outcome = "duplicates";
      } else if (refused.test(trip)) {
        outcome = "rejected";
      } else {
        outcome = before == null ? "stored" : "corrected";
        expected.documents.put(trip.key(), trip);
      }
      expected
          .totals
          .computeIfAbsent(trip.ingestion(), ingestion -> new HashMap<>())
          .merge(outcome, 1L, Long::sum);
    }
    return expected;
  }
}
