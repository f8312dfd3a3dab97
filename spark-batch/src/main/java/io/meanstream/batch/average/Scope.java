package io.meanstream.batch.average;

import static java.util.stream.Collectors.toCollection;

import com.mongodb.client.model.Filters;
import io.meanstream.catalog.period.Bucket;
import io.meanstream.catalog.period.Period;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/** The days that a run recomputes: some local days of a zone, or everything. */
public final class Scope implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ZoneId zone;

  /** Null means everything. */
  private final TreeSet<LocalDate> days;

  private Scope(ZoneId zone, TreeSet<LocalDate> days) {
    this.zone = zone;
    this.days = days;
  }

  public static Scope everything(ZoneId zone) {
    return new Scope(zone, null);
  }

  public static Scope of(ZoneId zone, Collection<LocalDate> days) {
    return new Scope(zone, new TreeSet<>(days));
  }

  public boolean isEverything() {
    return days == null;
  }

  public boolean isEmpty() {
    return days != null && days.isEmpty();
  }

  /** The days in order; empty for everything. */
  public Optional<List<LocalDate>> days() {
    return Optional.ofNullable(days).map(List::copyOf);
  }

  /** Whether the bucket overlaps these days. */
  public boolean meets(Bucket bucket) {
    return meets(new TimeRange(bucket.start(), bucket.end()));
  }

  /** Whether the time range overlaps these days. */
  public boolean meets(TimeRange time) {
    if (days == null) {
      return true;
    }
    LocalDate first = days.ceiling(LocalDate.ofInstant(time.from(), zone));
    return first != null && first.atStartOfDay(zone).toInstant().isBefore(time.to());
  }

  /** Whether these days cover the whole bucket. */
  public boolean holds(Bucket bucket) {
    return days == null || daysOf(bucket).allMatch(days::contains);
  }

  /** These days and all other days of their buckets. */
  public Scope widenedTo(Collection<Period> periods) {
    if (days == null) {
      return this;
    }
    TreeSet<LocalDate> wide = new TreeSet<>(days);
    for (Period period : periods) {
      Instant done = Instant.MIN;
      for (LocalDate day : days) {
        Instant start = day.atStartOfDay(zone).toInstant();
        if (!start.isBefore(done)) {
          Bucket bucket = period.bucketOf(start, zone);
          daysOf(bucket).forEach(wide::add);
          done = bucket.end();
        }
      }
    }
    return new Scope(zone, wide);
  }

  private Stream<LocalDate> daysOf(Bucket bucket) {
    LocalDate first = LocalDate.ofInstant(bucket.start(), zone);
    LocalDate last = LocalDate.ofInstant(bucket.end().minusNanos(1), zone);
    return first.datesUntil(last.plusDays(1));
  }

  /** The days of both scopes together. */
  public Scope union(Scope other) {
    if (days == null || other.days == null) {
      return everything(zone);
    }
    TreeSet<LocalDate> both = new TreeSet<>(days);
    both.addAll(other.days);
    return new Scope(zone, both);
  }

  /** The days that are not in the other scope; none if this is everything. */
  public Scope without(Scope other) {
    if (days == null || other.days == null) {
      return of(zone, List.of());
    }
    return new Scope(
        zone,
        days.stream().filter(day -> !other.days.contains(day)).collect(toCollection(TreeSet::new)));
  }

  /**
   * A filter on a stored date: it must lie in these days. Several ranges get outer bounds as well,
   * since some servers do not use an index for alternatives alone.
   *
   * @throws IllegalStateException if this is everything
   */
  public Bson holds(String field) {
    List<Bson> ranges = ranges().stream().map(range -> range.holds(field)).toList();
    return ranges.size() == 1
        ? ranges.get(0)
        : Filters.and(bounds().holds(field), Filters.or(ranges));
  }

  private TimeRange bounds() {
    return TimeRange.of(days.first(), days.last().plusDays(1), zone);
  }

  /**
   * The fewest time ranges that cover these days, in order.
   *
   * @throws IllegalStateException if this is everything
   */
  public List<TimeRange> ranges() {
    if (days == null) {
      throw new IllegalStateException("the scope is everything and has no ranges");
    }
    List<TimeRange> ranges = new ArrayList<>();
    LocalDate first = null;
    LocalDate next = null;
    for (LocalDate day : days) {
      if (!day.equals(next)) {
        if (first != null) {
          ranges.add(TimeRange.of(first, next, zone));
        }
        first = day;
      }
      next = day.plusDays(1);
    }
    if (first != null) {
      ranges.add(TimeRange.of(first, next, zone));
    }
    return ranges;
  }
}
