package io.meanstream.stats.datasets;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times of a dataset's oldest and newest row; empty if it has no rows.
 *
 * @param oldest the time of the first row
 * @param newest the time of the last row
 */
public record RowTimes(Optional<Instant> oldest, Optional<Instant> newest) {

  /** The times of these rows and others together. */
  RowTimes and(RowTimes others) {
    return new RowTimes(
        Stream.of(oldest, others.oldest).flatMap(Optional::stream).min(Comparator.naturalOrder()),
        Stream.of(newest, others.newest).flatMap(Optional::stream).max(Comparator.naturalOrder()));
  }

  /** Drops times after an instant. */
  RowTimes upTo(Instant latest) {
    return new RowTimes(
        oldest.filter(time -> !time.isAfter(latest)), newest.filter(time -> !time.isAfter(latest)));
  }
}
