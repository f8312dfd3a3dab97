package io.meanstream.stats.averages;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Grouping;
import io.meanstream.catalog.Period;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request for averages that can be answered: the dataset has this period and this grouping.
 *
 * @param from the first start, inclusive
 * @param to the last start, exclusive
 * @param limit of averages a page
 * @param after the last average of the page before
 */
record AveragesQuery(
    Dataset dataset,
    Period period,
    Grouping grouping,
    Optional<Instant> from,
    Optional<Instant> to,
    int limit,
    Optional<Cursor> after) {

  /**
   * The query that a request's parameters make.
   *
   * @throws ProblemException naming the parameter that is wrong, and what would be right
   */
  static AveragesQuery parse(Dataset dataset, AveragesParameters parameters) {
    Grouping grouping = grouping(dataset, parameters.group);
    Period period = period(dataset, grouping, parameters.period);
    Optional<Instant> from = TimeBound.parse("from", parameters.from, dataset.zone());
    Optional<Instant> to = TimeBound.parse("to", parameters.to, dataset.zone());
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw ProblemException.badParameter(
          "to", parameters.to, "is not later than from, \"%s\"".formatted(parameters.from));
    }
    return new AveragesQuery(
        dataset,
        period,
        grouping,
        from,
        to,
        Limit.parse(parameters.limit),
        Cursor.parse(parameters.cursor));
  }

  private static Grouping grouping(Dataset dataset, String group) {
    List<String> fields = fieldsOf(group);
    return dataset.groups().stream()
        .filter(grouping -> sorted(grouping.by()).equals(fields))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badParameter(
                    "group",
                    group,
                    "is nothing that averages of %s are kept by; %s"
                        .formatted(dataset.name(), groupsOf(dataset))));
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
          "period", id, "is no period of %s; known: %s".formatted(dataset.name(), ids(periods)));
    }
    return period
        .filter(periods::contains)
        .orElseThrow(
            () ->
                ProblemException.badParameter(
                    "period",
                    id,
                    "is finer than %s are kept for; known: %s"
                        .formatted(nameOf(grouping), ids(periods))));
  }

  /** Sorted: the fields of a group may come in any order. */
  private static List<String> fieldsOf(String group) {
    return group == null ? List.of() : sorted(List.of(group.split(",", -1)));
  }

  private static List<String> sorted(List<String> fields) {
    return fields.stream().sorted().toList();
  }

  private static String groupsOf(Dataset dataset) {
    String groups =
        dataset.groups().stream()
            .map(Grouping::id)
            .filter(id -> !id.isEmpty())
            .collect(Collectors.joining("; "));
    return groups.isEmpty() ? "there are overall averages only" : "they are by: " + groups;
  }

  private static String nameOf(Grouping grouping) {
    return grouping.by().isEmpty() ? "overall averages" : "averages by " + grouping.id();
  }

  private static String ids(List<Period> periods) {
    return periods.stream().map(Period::id).collect(Collectors.joining(", "));
  }
}
