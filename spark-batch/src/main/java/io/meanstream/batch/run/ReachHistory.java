package io.meanstream.batch.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * How far the counted rows reached at the end of each run, in ascending order. The last entry is
 * how far they reach now; periods that end by then are over. When a wrong row is corrected, the
 * entries it caused are dropped, and the earlier ones say what was over without it.
 *
 * @param times the times of the newest counted rows, strictly ascending
 */
record ReachHistory(List<Instant> times) {

  private static final String NOW = "reached";
  private static final String BEFORE = "reachedBefore";

  /** A wrong row must be corrected within this many runs for the entry before it to be found. */
  private static final int MOST_KEPT = 100;

  static ReachHistory of(Document dataset) {
    List<Instant> times = new ArrayList<>();
    dataset.getList(BEFORE, Date.class, List.of()).forEach(time -> times.add(time.toInstant()));
    Optional.ofNullable(dataset.getDate(NOW)).ifPresent(time -> times.add(time.toInstant()));
    return new ReachHistory(times);
  }

  /** Empty if no row was ever counted. */
  Optional<Instant> now() {
    return times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1));
  }

  /** The entries that still hold if the rows reach no further than this. */
  ReachHistory upTo(Optional<Instant> newest) {
    return new ReachHistory(
        times.stream()
            .filter(time -> newest.filter(last -> !time.isAfter(last)).isPresent())
            .toList());
  }

  /** Adds how far the rows reach now, which must not be less. */
  ReachHistory plus(Optional<Instant> newest) {
    List<Instant> all = new ArrayList<>(times);
    newest.filter(last -> !now().equals(newest)).ifPresent(all::add);
    return new ReachHistory(
        List.copyOf(all.subList(Math.max(0, all.size() - MOST_KEPT), all.size())));
  }

  /** The update of the dataset's document. */
  Bson toUpdate() {
    List<Date> dates = times.stream().map(Date::from).toList();
    int before = Math.max(0, dates.size() - 1);
    return new Document(
        "$set",
        new Document(NOW, dates.isEmpty() ? null : dates.get(before))
            .append(BEFORE, dates.subList(0, before)));
  }
}
