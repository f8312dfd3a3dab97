package io.meanstream.batch.average;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Grouping;
import io.meanstream.catalog.Period;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A grouping as the computation needs it.
 *
 * @param index its place in the plan
 * @param by the fields it groups by
 * @param fields the places of these among all fields that some grouping needs
 * @param base the period that rows are gathered for, the finest kept one where that is no longer
 *     than a day: months are made of days, never of weeks
 * @param periods that averages are kept for, from the finest to the longest
 */
public record GroupingPlan(
    int index, List<String> by, int[] fields, Period base, List<Period> periods)
    implements Serializable {

  static GroupingPlan of(Dataset dataset, int index, List<String> groupFields) {
    Grouping grouping = dataset.groups().get(index);
    Period finest = grouping.finest();
    return new GroupingPlan(
        index,
        grouping.by(),
        grouping.by().stream().mapToInt(groupFields::indexOf).toArray(),
        Period.DAY.isFinerThan(finest) ? Period.DAY : finest,
        dataset.periods().stream().filter(period -> !period.isFinerThan(finest)).toList());
  }

  /** As averages name it: the fields joined by a comma. */
  public String id() {
    return String.join(",", by);
  }

  /** The periods of the computation: {@link #base}, then the longer ones that are kept. */
  List<Period> rollupPeriods() {
    return Stream.concat(Stream.of(base), periods.stream().filter(base::isFinerThan)).toList();
  }

  /** Whether the base's averages are in the store, for a later run to build upon. */
  public boolean keepsBase() {
    return periods.contains(base);
  }
}
