package io.meanstream.stats.datasets;

import io.meanstream.catalog.Dataset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the stored rows of a dataset say about a period: whether it is over, and whether its
 * averages are those of its rows.
 *
 * @param touched the days whose rows have changed since a run was over them
 * @param isComputed whether a run has computed the averages of this definition
 */
public record Completeness(
    Dataset dataset, RowTimes times, TouchedDays touched, boolean isComputed) {

  /** Whether the period ends at or before the newest row. */
  public boolean isOver(Instant end) {
    return times.newest().filter(newest -> !newest.isBefore(end)).isPresent();
  }

  /** Whether the period is over and none of its days waits for a run. */
  public boolean isComplete(Instant start, Instant end) {
    return isComputed && isOver(end) && !touched.meet(start, end);
  }

  /** How many local days of the period lie between the oldest and the newest row; never 0. */
  public Optional<Long> days(Instant start, Instant end) {
    if (times.oldest().isEmpty() || times.newest().isEmpty()) {
      return Optional.empty();
    }
    LocalDate first = later(dayOf(start), dayOf(times.oldest().get()));
    LocalDate last = earlier(lastDayOf(end), dayOf(times.newest().get()));
    return Optional.of(ChronoUnit.DAYS.between(first, last) + 1).filter(days -> days > 0);
  }

  private LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, dataset.zone());
  }

  private LocalDate lastDayOf(Instant end) {
    return dayOf(end.minusNanos(1));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
