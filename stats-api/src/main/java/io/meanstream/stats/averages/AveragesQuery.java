package io.meanstream.stats.averages;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.dataset.Measure;
import io.meanstream.catalog.period.Period;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.problem.ProblemException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/**
 * A valid request for averages: the dataset has this period and this grouping.
 *
 * @param groups the condition on the group; empty for all groups
 * @param measures the measures to show
 * @param statistics the statistics of each measure to show
 * @param from the earliest start, inclusive
 * @param to the latest start, exclusive
 * @param newestFirst whether later periods come first; within a period, groups are then reversed,
 *     too
 * @param limit maximum number of averages per page
 * @param after the last average of the previous page
 */
record AveragesQuery(
    Dataset dataset,
    Period period,
    Grouping grouping,
    Optional<Bson> groups,
    List<Measure> measures,
    Set<Statistic> statistics,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean newestFirst,
    int limit,
    Optional<Cursor> after) {

  /**
   * Parses and validates the parameters of a request.
   *
   * @throws ProblemException naming the wrong parameter and the allowed values
   */
  static AveragesQuery parse(Dataset dataset, AveragesParameters parameters) {
    List<GroupSelector> selectors = selectors(parameters.group);
    Grouping grouping = GroupSelector.grouping(dataset, selectors);
    Period period = period(dataset, grouping, parameters.period);
    Optional<Instant> from = TimeBound.parse("from", parameters.from, dataset.zone());
    Optional<Instant> to = TimeBound.parse("to", parameters.to, dataset.zone());
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw ProblemException.badParameter(
          "to", parameters.to, "must be later than from (\"%s\")".formatted(parameters.from));
    }
    return new AveragesQuery(
        dataset,
        period,
        grouping,
        GroupSelector.filter(dataset, selectors),
        measures(dataset, parameters.measure),
        statistics(parameters.statistic),
        from,
        to,
        newestFirst(parameters.order),
        Limit.parse(parameters.limit),
        Cursor.parse(parameters.cursor));
  }

  private static List<GroupSelector> selectors(List<String> groups) {
    return groups.isEmpty()
        ? List.of(GroupSelector.OVERALL)
        : groups.stream().map(GroupSelector::parse).toList();
  }

  /** The measures in the order of the definition. */
  private static List<Measure> measures(Dataset dataset, String names) {
    if (names == null) {
      return dataset.measures();
    }
    List<String> wanted = List.of(names.split(",", -1));
    List<String> known = dataset.measures().stream().map(Measure::name).toList();
    wanted.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw ProblemException.badParameter(
                  "measure",
                  name,
                  "is not a measure of %s; %s"
                      .formatted(
                          dataset.name(),
                          known.isEmpty()
                              ? "it has counts only"
                              : "known: " + String.join(", ", known)));
            });
    return dataset.measures().stream().filter(measure -> wanted.contains(measure.name())).toList();
  }

  private static Set<Statistic> statistics(String names) {
    if (names == null) {
      return EnumSet.allOf(Statistic.class);
    }
    Set<Statistic> statistics = EnumSet.noneOf(Statistic.class);
    for (String name : names.split(",", -1)) {
      statistics.add(
          Statistic.named(name)
              .orElseThrow(
                  () ->
                      ProblemException.badParameter(
                          "statistic",
                          name,
                          "is not a statistic; known: " + String.join(", ", Statistic.ids()))));
    }
    return statistics;
  }

  private static boolean newestFirst(String order) {
    if (order == null || order.equals("asc")) {
      return false;
    }
    if (order.equals("desc")) {
      return true;
    }
    throw ProblemException.badParameter("order", order, "is not an order; known: asc, desc");
  }

  private static Period period(Dataset dataset, Grouping grouping, String id) {
    List<Period> periods =
        dataset.periods().stream()
            .filter(period -> !period.isFinerThan(grouping.finest()))
            .toList();
    if (id == null) {
      throw ProblemException.badParameter("period", "is required: one of " + ids(periods));
    }
    Optional<Period> period = Period.of(id).filter(dataset.periods()::contains);
    if (period.isEmpty()) {
      throw ProblemException.badParameter(
          "period", id, "is not a period of %s; known: %s".formatted(dataset.name(), ids(periods)));
    }
    return period
        .filter(periods::contains)
        .orElseThrow(
            () ->
                ProblemException.badParameter(
                    "period",
                    id,
                    "is too short for %s; known: %s".formatted(nameOf(grouping), ids(periods))));
  }

  private static String nameOf(Grouping grouping) {
    return grouping.by().isEmpty() ? "overall averages" : "averages by " + grouping.id();
  }

  private static String ids(List<Period> periods) {
    return periods.stream().map(Period::id).collect(Collectors.joining(", "));
  }
}
