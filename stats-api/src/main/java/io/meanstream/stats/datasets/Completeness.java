package io.meanstream.stats.datasets;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.value.Sha256;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which periods of a dataset are over, and which have complete averages.
 *
 * @param dirtyDays the days whose rows changed since their averages were computed
 * @param isComputed whether a run has computed averages with the current definition
 * @param lastRun the run that wrote the newest averages
 */
public record Completeness(
    Dataset dataset,
    RowTimes times,
    ZonedDirtyDays dirtyDays,
    boolean isComputed,
    LastRun lastRun) {

  /**
   * A text that changes whenever averages or their completeness may have changed. Empty while a run
   * is in progress, which changes averages at any time.
   */
  public Optional<String> version() {
    return lastRun.isUnderWay()
        ? Optional.empty()
        : Optional.of(
            Stream.of(dataset.definitionHash(), lastRun, times, dirtyDays.days(), isComputed)
                .map(Object::toString)
                .collect(Collectors.collectingAndThen(Collectors.joining("|"), Sha256::hex)));
  }

  /** Whether the period ends no later than the time of the newest row. */
  public boolean isOver(Instant end) {
    return times.newest().filter(newest -> !newest.isBefore(end)).isPresent();
  }

  /** Whether the period is over and none of its days is dirty. */
  public boolean isComplete(Instant start, Instant end) {
    return isComputed && isOver(end) && !dirtyDays.overlap(start, end);
  }

  /** The number of local days of the period between the oldest and the newest row; never 0. */
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
