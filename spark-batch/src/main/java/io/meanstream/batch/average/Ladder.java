package io.meanstream.batch.average;

import io.meanstream.catalog.Bucket;
import io.meanstream.catalog.Period;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import scala.Tuple2;

/**
 * Rolls tallies up: from the tallies of slots in their order to the averages of all periods.
 *
 * <p>Holds one bucket of each period at a time, so that a partition may be of any size. A tally
 * counts in its own bucket and in all longer ones around it; what is known of a stored average is
 * of its very bucket. Averages come out for buckets that meet the scope and either have rows or are
 * stored.
 */
public final class Ladder implements Iterator<Average> {

  private final Iterator<Tuple2<Slot, Contribution>> tallies;
  private final Plan plan;
  private final Scope scope;
  private final Calendar calendar;
  private final Map<Period, Rung> rungs = new EnumMap<>(Period.class);
  private final Queue<Average> ready = new ArrayDeque<>();
  private Group group;

  public Ladder(Iterator<Tuple2<Slot, Contribution>> tallies, Plan plan, Scope scope) {
    this.tallies = tallies;
    this.plan = plan;
    this.scope = scope;
    this.calendar = new Calendar(plan.zone());
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && tallies.hasNext()) {
      Tuple2<Slot, Contribution> next = tallies.next();
      take(next._1(), next._2());
    }
    if (ready.isEmpty()) {
      closeAll();
    }
    return !ready.isEmpty();
  }

  @Override
  public Average next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(Slot slot, Contribution contribution) {
    if (!slot.group().equals(group)) {
      closeAll();
      group = slot.group();
    }
    if (contribution instanceof Replaced replaced) {
      rungAt(slot.period(), slot.start()).replaced = Optional.of(replaced);
    } else if (contribution instanceof Tally tally) {
      add(slot, tally);
    }
  }

  private void add(Slot slot, Tally tally) {
    for (Period period : plan.groups().get(group.grouping()).ladder()) {
      if (!period.isFinerThan(slot.period())) {
        rungAt(period, slot.start()).tally.merge(tally);
      }
    }
  }

  private Rung rungAt(Period period, long millis) {
    Bucket bucket = calendar.bucketOf(period, millis);
    Rung rung = rungs.get(period);
    if (rung != null && rung.bucket.equals(bucket)) {
      return rung;
    }
    if (rung != null) {
      close(rung);
    }
    Rung opened = new Rung(bucket, plan.emptyTally());
    rungs.put(period, opened);
    return opened;
  }

  private void closeAll() {
    rungs.values().forEach(this::close);
    rungs.clear();
  }

  private void close(Rung rung) {
    if (isKept(rung.bucket.period())
        && scope.meets(rung.bucket)
        && (rung.replaced.isPresent() || !rung.tally.isEmpty())) {
      ready.add(new Average(group, rung.bucket, rung.tally, rung.replaced));
    }
  }

  private boolean isKept(Period period) {
    return plan.groups().get(group.grouping()).periods().contains(period);
  }

  /** The open bucket of a period. */
  private static final class Rung {
    private final Bucket bucket;
    private final Tally tally;
    private Optional<Replaced> replaced = Optional.empty();

    private Rung(Bucket bucket, Tally tally) {
      this.bucket = bucket;
      this.tally = tally;
    }
  }
}
