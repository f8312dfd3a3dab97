package io.meanstream.persist.store;

import io.meanstream.persist.record.RejectReason;
import io.meanstream.persist.record.RejectedRecord;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What remains to be done with a batch after its records are classified. Any persister can carry it
 * out.
 *
 * @param to the end of the batch, exclusive
 * @param version increases when the store refuses a correction that the plan counted
 * @param corrections the offsets of all corrections; the last of each key is written
 * @param rejects the rejects by their offsets
 * @param counts what the batch adds
 * @param totals the absolute counts of each ingestion in the batch, for this partition so far
 * @param days the days whose averages the batch changes
 */
public record BatchPlan(
    long to,
    int version,
    NavigableSet<Long> corrections,
    NavigableMap<Long, RejectReason> rejects,
    Counts counts,
    Map<String, Counts> totals,
    SortedSet<LocalDate> days) {

  /** Whether there is nothing to do but advance. */
  public boolean isEmpty() {
    return totals.isEmpty();
  }

  /** This plan with more rejects: records that the store did not accept after all. */
  public BatchPlan without(Collection<RejectedRecord> refused) {
    NavigableSet<Long> remaining = new TreeSet<>(corrections);
    NavigableMap<Long, RejectReason> allRejects = new TreeMap<>(rejects);
    Map<String, Counts> amended = new HashMap<>(totals);
    Counts added = counts;
    for (RejectedRecord record : refused) {
      Counts change =
          remaining.remove(record.offset()) ? new Counts(0, -1, 0, 1) : new Counts(0, 0, -1, 1);
      allRejects.put(record.offset(), record.reason());
      amended.merge(record.origin().ingestion(), change, Counts::plus);
      added = added.plus(change);
    }
    return new BatchPlan(to, version + 1, remaining, allRejects, added, amended, days);
  }
}
