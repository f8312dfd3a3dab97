package io.meanstream.batch.average;

import io.meanstream.batch.average.Contribution.PreviousAverage;
import io.meanstream.catalog.period.Bucket;
import io.meanstream.catalog.period.Period;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import scala.Tuple2;

/**
 * Rolls sorted tallies of short periods up to the averages of all periods.
 *
 * <p>Holds one open bucket per period, so a partition may have any size. A tally counts in its own
 * bucket and in all longer ones around it; a previous average belongs to exactly its bucket.
 * Returns averages of buckets that overlap the scope and either have rows or are already stored.
 */
public final class RollupIterator implements Iterator<Average> {

  private final Iterator<Tuple2<GroupBucket, Contribution>> tallies;
  private final AggregationSpec spec;
  private final Scope scope;
  private final BucketCache buckets;
  private final Map<Period, OpenBucket> openBuckets = new EnumMap<>(Period.class);
  private final Queue<Average> ready = new ArrayDeque<>();
  private Group group;

  public RollupIterator(
      Iterator<Tuple2<GroupBucket, Contribution>> tallies, AggregationSpec spec, Scope scope) {
    this.tallies = tallies;
    this.spec = spec;
    this.scope = scope;
    this.buckets = new BucketCache(spec.zone());
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && tallies.hasNext()) {
      Tuple2<GroupBucket, Contribution> next = tallies.next();
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

  private void take(GroupBucket groupBucket, Contribution contribution) {
    if (!groupBucket.group().equals(group)) {
      closeAll();
      group = groupBucket.group();
    }
    if (contribution instanceof PreviousAverage previous) {
      openAt(groupBucket.period(), groupBucket.start()).previous = Optional.of(previous);
    } else if (contribution instanceof Tally tally) {
      add(groupBucket, tally);
    }
  }

  private void add(GroupBucket groupBucket, Tally tally) {
    for (Period period : spec.groups().get(group.grouping()).rollupPeriods()) {
      if (!period.isFinerThan(groupBucket.period())) {
        openAt(period, groupBucket.start()).tally.merge(tally);
      }
    }
  }

  private OpenBucket openAt(Period period, long millis) {
    Bucket bucket = buckets.bucketOf(period, millis);
    OpenBucket open = openBuckets.get(period);
    if (open != null && open.bucket.equals(bucket)) {
      return open;
    }
    if (open != null) {
      close(open);
    }
    OpenBucket opened = new OpenBucket(bucket, spec.emptyTally());
    openBuckets.put(period, opened);
    return opened;
  }

  private void closeAll() {
    openBuckets.values().forEach(this::close);
    openBuckets.clear();
  }

  private void close(OpenBucket open) {
    if (isKept(open.bucket.period())
        && scope.meets(open.bucket)
        && (open.previous.isPresent() || !open.tally.isEmpty())) {
      ready.add(new Average(group, open.bucket, open.tally, open.previous));
    }
  }

  private boolean isKept(Period period) {
    return spec.groups().get(group.grouping()).periods().contains(period);
  }

  /** The bucket of a period that still takes tallies. */
  private static final class OpenBucket {
    private final Bucket bucket;
    private final Tally tally;
    private Optional<PreviousAverage> previous = Optional.empty();

    private OpenBucket(Bucket bucket, Tally tally) {
      this.bucket = bucket;
      this.tally = tally;
    }
  }
}
