package io.meanstream.stats.averages;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.period.Period;
import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.service.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A valid request for averages: the dataset has this period and this grouping.
 *
 * @param from the earliest start, inclusive
 * @param to the latest start, exclusive
 * @param limit maximum number of averages per page
 * @param after the last average of the previous page
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
   * Parses and validates the parameters of a request.
   *
   * @throws ProblemException naming the wrong parameter and the allowed values
   */
  static AveragesQuery parse(Dataset dataset, AveragesParameters parameters) {
    Grouping grouping = grouping(dataset, parameters.group);
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
                    "is not a group of %s; %s".formatted(dataset.name(), groupsOf(dataset))));
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

  /** Sorted, because the fields of a group may come in any order. */
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
    return groups.isEmpty() ? "it has overall averages only" : "known: " + groups;
  }

  private static String nameOf(Grouping grouping) {
    return grouping.by().isEmpty() ? "overall averages" : "averages by " + grouping.id();
  }

  private static String ids(List<Period> periods) {
    return periods.stream().map(Period::id).collect(Collectors.joining(", "));
  }
}
