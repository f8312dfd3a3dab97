package io.meanstream.batch.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * How far the rows reached when runs ended, in the order of time: the last is how far they reach
 * now, and periods that end up to there are over. One that a wrong row brought about goes when that
 * row does, and those before it say what was over without it.
 *
 * @param times the newest rows that counted, each later than the one before
 */
record Reached(List<Instant> times) {

  private static final String NOW = "reached";
  private static final String BEFORE = "reachedBefore";

  /** Enough to find the last one before a wrong row that was put right within as many runs. */
  private static final int MOST_KEPT = 100;

  static Reached of(Document dataset) {
    List<Instant> times = new ArrayList<>();
    dataset.getList(BEFORE, Date.class, List.of()).forEach(time -> times.add(time.toInstant()));
    Optional.ofNullable(dataset.getDate(NOW)).ifPresent(time -> times.add(time.toInstant()));
    return new Reached(times);
  }

  /** Nothing where no row has ever counted. */
  Optional<Instant> now() {
    return times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1));
  }

  /** Those that still hold where rows do not reach beyond an instant. */
  Reached upTo(Optional<Instant> newest) {
    return new Reached(
        times.stream()
            .filter(time -> newest.filter(last -> !time.isAfter(last)).isPresent())
            .toList());
  }

  /** With how far the rows reach now, which is not less far. */
  Reached plus(Optional<Instant> newest) {
    List<Instant> all = new ArrayList<>(times);
    newest.filter(last -> !now().equals(newest)).ifPresent(all::add);
    return new Reached(List.copyOf(all.subList(Math.max(0, all.size() - MOST_KEPT), all.size())));
  }

  /** What a dataset's document says of it. */
  Bson toUpdate() {
    List<Date> dates = times.stream().map(Date::from).toList();
    int before = Math.max(0, dates.size() - 1);
    return new Document(
        "$set",
        new Document(NOW, dates.isEmpty() ? null : dates.get(before))
            .append(BEFORE, dates.subList(0, before)));
  }
}
