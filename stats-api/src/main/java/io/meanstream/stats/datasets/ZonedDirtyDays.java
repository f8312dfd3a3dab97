package io.meanstream.stats.datasets;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.conversions.Bson;

/** The dirty days of a dataset as dates in its time zone. */
record ZonedDirtyDays(NavigableSet<LocalDate> days, ZoneId zone) {

  /** Whether one of the days overlaps {@code [start, end)}. */
  boolean overlap(Instant start, Instant end) {
    LocalDate first = days.ceiling(LocalDate.ofInstant(start, zone));
    return first != null && !first.isAfter(LocalDate.ofInstant(end.minusNanos(1), zone));
  }

  /** The days that may have rows older or newer than the given times; empty if there are none. */
  Optional<ZonedDirtyDays> outside(RowTimes times) {
    if (times.oldest().isEmpty() || times.newest().isEmpty()) {
      return Optional.of(this).filter(all -> !all.days.isEmpty());
    }
    NavigableSet<LocalDate> outside =
        new TreeSet<>(days.headSet(LocalDate.ofInstant(times.oldest().get(), zone), true));
    outside.addAll(days.tailSet(LocalDate.ofInstant(times.newest().get(), zone), true));
    return Optional.of(new ZonedDirtyDays(outside, zone)).filter(some -> !some.days.isEmpty());
  }

  /** Matches documents with a time on one of the days; needs at least one day. */
  Bson filter(String field) {
    List<Bson> ranges = new ArrayList<>();
    LocalDate first = days.first();
    for (LocalDate day : days) {
      LocalDate next = day.plusDays(1);
      if (!days.contains(next)) {
        ranges.add(range(field, first, next));
        first = days.higher(day);
      }
    }
    // An $or alone would not use the index; the overall bounds make it possible.
    return and(range(field, days.first(), days.last().plusDays(1)), or(ranges));
  }

  private Bson range(String field, LocalDate from, LocalDate to) {
    return and(
        gte(field, from.atStartOfDay(zone).toInstant()),
        lt(field, to.atStartOfDay(zone).toInstant()));
  }
}
