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

/** The days of a zone whose rows have changed since a run was over them. */
record TouchedDays(NavigableSet<LocalDate> days, ZoneId zone) {

  /** Whether one of them shares an instant with {@code [start, end)}. */
  boolean meet(Instant start, Instant end) {
    LocalDate first = days.ceiling(LocalDate.ofInstant(start, zone));
    return first != null && !first.isAfter(LocalDate.ofInstant(end.minusNanos(1), zone));
  }

  /** Those with times before the oldest or after the newest; nothing where there are none. */
  Optional<TouchedDays> notWithin(RowTimes times) {
    if (times.oldest().isEmpty() || times.newest().isEmpty()) {
      return Optional.of(this).filter(all -> !all.days.isEmpty());
    }
    NavigableSet<LocalDate> outside =
        new TreeSet<>(days.headSet(LocalDate.ofInstant(times.oldest().get(), zone), true));
    outside.addAll(days.tailSet(LocalDate.ofInstant(times.newest().get(), zone), true));
    return Optional.of(new TouchedDays(outside, zone)).filter(some -> !some.days.isEmpty());
  }

  /** A condition on a date of the store: to lie in one of these days, of which there is one. */
  Bson holds(String field) {
    List<Bson> ranges = new ArrayList<>();
    LocalDate first = days.first();
    for (LocalDate day : days) {
      LocalDate next = day.plusDays(1);
      if (!days.contains(next)) {
        ranges.add(range(field, first, next));
        first = days.higher(day);
      }
    }
    // The bounds of all ranges let the index be used where alternatives alone would not.
    return and(range(field, days.first(), days.last().plusDays(1)), or(ranges));
  }

  private Bson range(String field, LocalDate from, LocalDate to) {
    return and(
        gte(field, from.atStartOfDay(zone).toInstant()),
        lt(field, to.atStartOfDay(zone).toInstant()));
  }
}
