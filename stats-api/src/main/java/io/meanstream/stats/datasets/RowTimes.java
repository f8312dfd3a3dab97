package io.meanstream.stats.datasets;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a dataset's rows reach; nothing where there are none.
 *
 * @param oldest the time of the first row
 * @param newest the time of the last row
 */
public record RowTimes(Optional<Instant> oldest, Optional<Instant> newest) {

  /** Of these rows and others. */
  RowTimes and(RowTimes others) {
    return new RowTimes(
        Stream.of(oldest, others.oldest).flatMap(Optional::stream).min(Comparator.naturalOrder()),
        Stream.of(newest, others.newest).flatMap(Optional::stream).max(Comparator.naturalOrder()));
  }

  /** Without what is later than an instant. */
  RowTimes upTo(Instant latest) {
    return new RowTimes(
        oldest.filter(time -> !time.isAfter(latest)), newest.filter(time -> !time.isAfter(latest)));
  }
}
