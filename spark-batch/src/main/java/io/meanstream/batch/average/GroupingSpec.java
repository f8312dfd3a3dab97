package io.meanstream.batch.average;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.period.Period;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A grouping of the {@link AggregationSpec}.
 *
 * @param index its index in the aggregation spec
 * @param by the fields it groups by
 * @param fields their indexes in {@link AggregationSpec#groupFields}
 * @param base the period that rows are summed up for: the finest kept one, but never longer than a
 *     day, because months consist of days and not of weeks
 * @param periods the kept periods, from the finest to the longest
 */
public record GroupingSpec(
    int index, List<String> by, int[] fields, Period base, List<Period> periods)
    implements Serializable {

  static GroupingSpec of(Dataset dataset, int index, List<String> groupFields) {
    Grouping grouping = dataset.groups().get(index);
    Period finest = grouping.finest();
    return new GroupingSpec(
        index,
        grouping.by(),
        grouping.by().stream().mapToInt(groupFields::indexOf).toArray(),
        Period.DAY.isFinerThan(finest) ? Period.DAY : finest,
        dataset.periods().stream().filter(period -> !period.isFinerThan(finest)).toList());
  }

  /** Its ID in averages: the fields, joined by commas. */
  public String id() {
    return String.join(",", by);
  }

  /** The periods to compute: {@link #base}, then the longer ones that are kept. */
  List<Period> rollupPeriods() {
    return Stream.concat(Stream.of(base), periods.stream().filter(base::isFinerThan)).toList();
  }

  /**
   * The period whose stored averages a later run rolls up instead of reading their rows: the
   * longest kept one that is no longer than a day. Empty if only longer ones are kept.
   */
  public Optional<Period> rollupSource() {
    return periods.stream().filter(period -> !Period.DAY.isFinerThan(period)).reduce((a, b) -> b);
  }
}
