package io.meanstream.persist.batch;

import io.meanstream.persist.record.Origin;
import io.meanstream.persist.record.RejectReason;
import io.meanstream.persist.record.RejectedRecord;
import io.meanstream.persist.store.BatchPlan;
import io.meanstream.persist.store.Counts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the outcomes of a batch's records and turns them into a plan. */
final class BatchOutcomes {

  private static final Counts STORED = new Counts(1, 0, 0, 0);
  private static final Counts CORRECTED = new Counts(0, 1, 0, 0);
  private static final Counts DUPLICATE = new Counts(0, 0, 1, 0);
  private static final Counts REJECTED = new Counts(0, 0, 0, 1);

  private final NavigableSet<Long> corrections = new TreeSet<>();
  private final NavigableMap<Long, RejectReason> rejects = new TreeMap<>();
  private final SortedSet<LocalDate> days = new TreeSet<>();
  private final Map<String, Counts> counts = new HashMap<>();

  void stored(Origin origin, LocalDate day) {
    count(origin, STORED);
    days.add(day);
  }

  void corrected(Origin origin, long offset) {
    count(origin, CORRECTED);
    corrections.add(offset);
  }

  void duplicate(Origin origin) {
    count(origin, DUPLICATE);
  }

  void rejected(RejectedRecord refused) {
    count(refused.origin(), REJECTED);
    rejects.put(refused.offset(), refused.reason());
  }

  void changes(LocalDate day) {
    days.add(day);
  }

  /** The ingestions with records in the batch. */
  Set<String> ingestions() {
    return counts.keySet();
  }

  /** The plan, with totals that add to the previous counts. */
  BatchPlan plan(long to, Map<String, Counts> before) {
    Map<String, Counts> totals = new HashMap<>();
    counts.forEach(
        (ingestion, added) ->
            totals.put(ingestion, before.getOrDefault(ingestion, Counts.NONE).plus(added)));
    Counts all = counts.values().stream().reduce(Counts.NONE, Counts::plus);
    return new BatchPlan(to, 0, corrections, rejects, all, totals, days);
  }

  private void count(Origin origin, Counts one) {
    counts.merge(origin.ingestion(), one, Counts::plus);
  }
}
