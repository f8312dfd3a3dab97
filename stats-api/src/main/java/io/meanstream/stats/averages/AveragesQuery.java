package io.meanstream.stats.averages;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Measure;
import io.meanstream.catalog.period.Bucket;
import io.meanstream.catalog.period.Period;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.problem.ProblemException;
import io.meanstream.service.request.ParameterCheck;
import io.meanstream.stats.http.ResponseFormat;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A valid request for averages: the dataset has this period and these groups.
 *
 * @param measures the measures to show
 * @param statistics the statistics of each measure to show
 * @param comparison with which earlier period each average is compared
 * @param from the earliest start, inclusive
 * @param to the latest start, exclusive
 * @param fill whether periods without rows are shown; then there are both bounds and one group
 * @param newestFirst whether later periods come first; within a period, groups are then reversed,
 *     too
 * @param limit maximum number of averages per page
 * @param after the last average of the previous page
 */
record AveragesQuery(
    Dataset dataset,
    Period period,
    GroupSelection groups,
    List<Measure> measures,
    Set<Statistic> statistics,
    Optional<Comparison> comparison,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean fill,
    boolean newestFirst,
    int limit,
    Optional<Cursor> after) {

  /**
   * Parses and validates the parameters of a request.
   *
   * @throws ProblemException naming the wrong parameters and the allowed values
   */
  static AveragesQuery parse(Dataset dataset, AveragesParameters parameters) {
    ParameterCheck check = new ParameterCheck();
    AveragesQuery selected = selected(dataset, parameters, check);
    Optional<Instant> from =
        check.parse(
            () -> TimeBound.parse("from", parameters.from, dataset.zone()), Optional.empty());
    Optional<Instant> to =
        check.parse(() -> TimeBound.parse("to", parameters.to, dataset.zone()), Optional.empty());
    check.run(() -> requireOrder(from, to, parameters));
    boolean fill = check.parse(() -> fill(parameters), false);
    boolean newestFirst = check.parse(() -> newestFirst(parameters.order), false);
    check.end();
    if (fill && selected.groups.one().isEmpty()) {
      throw cannotFill(parameters);
    }
    return new AveragesQuery(
        dataset,
        selected.period,
        selected.groups,
        selected.measures,
        selected.statistics,
        selected.comparison,
        from,
        to,
        fill,
        newestFirst,
        selected.limit,
        selected.after);
  }

  /**
   * Parses and validates the parameters of a request that selects no range.
   *
   * @throws ProblemException naming the wrong parameters and the allowed values
   */
  static AveragesQuery parse(Dataset dataset, SelectionParameters parameters) {
    ParameterCheck check = new ParameterCheck();
    AveragesQuery query = selected(dataset, parameters, check);
    check.end();
    return query;
  }

  private static AveragesQuery selected(
      Dataset dataset, SelectionParameters parameters, ParameterCheck check) {
    GroupSelection groups =
        check.parse(
            () -> GroupSelection.parse(dataset, parameters.group), GroupSelection.all(dataset));
    Period period =
        check.parse(() -> period(dataset, groups, parameters.period), dataset.periods().get(0));
    check.run(() -> ResponseFormat.requireKnown(parameters.format));
    return new AveragesQuery(
        dataset,
        period,
        groups.of(period),
        check.parse(() -> measures(dataset, parameters.measure), List.of()),
        check.parse(() -> statistics(parameters.statistic), Set.of()),
        check.parse(() -> Comparison.parse(parameters.compare), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        check.parse(() -> Limit.parse(parameters.limit), Limit.DEFAULT),
        check.parse(() -> Cursor.parse(parameters.cursor), Optional.empty()));
  }

  /** The same query with another range. */
  AveragesQuery within(Instant earliest, Instant end) {
    return new AveragesQuery(
        dataset,
        period,
        groups,
        measures,
        statistics,
        comparison,
        Optional.of(earliest),
        Optional.of(end),
        fill,
        newestFirst,
        limit,
        after);
  }

  /** The period at a time. */
  Bucket periodAt(Instant instant) {
    return period.bucketOf(instant, dataset.zone());
  }

  /** The start of the period that an average is compared with; empty if there is none. */
  Optional<Instant> comparedStart(AverageDocument average) {
    return comparison
        .flatMap(it -> it.of(period, average.start, dataset.zone()))
        .map(Bucket::start);
  }

  private static void requireOrder(
      Optional<Instant> from, Optional<Instant> to, AveragesParameters parameters) {
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw ProblemException.badParameter(
          "to", parameters.to, "must be later than from (\"%s\")".formatted(parameters.from));
    }
  }

  private static boolean fill(AveragesParameters parameters) {
    String fill = parameters.fill;
    if (fill == null || fill.equals("none")) {
      return false;
    }
    if (!fill.equals("null")) {
      throw ProblemException.badParameter("fill", fill, "is not a way to fill; known: none, null");
    }
    if (parameters.from == null || parameters.to == null) {
      throw cannotFill(parameters);
    }
    return true;
  }

  private static ProblemException cannotFill(AveragesParameters parameters) {
    return ProblemException.badParameter(
        "fill",
        parameters.fill,
        "needs from, to and one group: the overall averages, or a value of each field");
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

  private static Period period(Dataset dataset, GroupSelection groups, String id) {
    List<Period> periods =
        dataset.periods().stream()
            .filter(period -> !groups.of(period).groupings().isEmpty())
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
                    "is too short for %s; known: %s".formatted(groups.title(), ids(periods))));
  }

  private static String ids(List<Period> periods) {
    return periods.stream().map(Period::id).collect(Collectors.joining(", "));
  }
}
