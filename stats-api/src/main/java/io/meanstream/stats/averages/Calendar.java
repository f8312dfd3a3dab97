package io.meanstream.stats.averages;

import io.meanstream.catalog.period.Bucket;
import java.time.Instant;
import java.util.stream.Stream;

/** The periods in the range of a query, whether they have averages or not. */
final class Calendar {

  private Calendar() {}

  /**
   * The periods after the query's cursor in the order of the query, made on demand.
   *
   * @param query has both bounds
   */
  static Stream<Bucket> of(AveragesQuery query) {
    Instant from = query.from().orElseThrow();
    Instant to = query.to().orElseThrow();
    return query.newestFirst() ? newestFirst(query, from, to) : oldestFirst(query, from, to);
  }

  private static Stream<Bucket> oldestFirst(AveragesQuery query, Instant from, Instant to) {
    Instant first =
        query
            .after()
            .filter(last -> !last.at().isBefore(from))
            .map(last -> last.at().isBefore(to) ? last.at().plusNanos(1) : to)
            .orElse(from);
    return Stream.iterate(
            query.periodAt(first),
            bucket -> bucket.start().isBefore(to),
            bucket -> query.periodAt(bucket.end()))
        .dropWhile(bucket -> bucket.start().isBefore(first));
  }

  private static Stream<Bucket> newestFirst(AveragesQuery query, Instant from, Instant to) {
    Instant end =
        query
            .after()
            .filter(last -> last.at().isBefore(to))
            .map(last -> last.at().isAfter(from) ? last.at() : from)
            .orElse(to);
    return Stream.iterate(
        query.periodAt(end.minusNanos(1)),
        bucket -> !bucket.start().isBefore(from),
        bucket -> query.periodAt(bucket.start().minusNanos(1)));
  }
}
