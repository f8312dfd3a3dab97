package io.meanstream.stats.averages;

import static com.mongodb.client.model.Filters.or;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.catalog.period.Period;
import io.meanstream.service.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The groups that a request selects.
 *
 * @param groupings one, or all of the dataset
 * @param condition on the group; empty for all groups of the groupings
 * @param one the stored values of the group, if the request names exactly one
 */
record GroupSelection(List<Grouping> groupings, Optional<Bson> condition, Optional<Document> one) {

  private static final String ALL = "*";

  /**
   * Parses the values of the parameter {@code group}; without any, the overall averages are
   * selected.
   *
   * @throws ProblemException if the dataset has no such groups
   */
  static GroupSelection parse(Dataset dataset, List<String> texts) {
    if (texts.contains(ALL)) {
      if (texts.size() > 1) {
        throw ProblemException.badParameter(
            "group", ALL, "selects all groups; leave out the others");
      }
      return all(dataset);
    }
    List<GroupSelector> selectors =
        texts.isEmpty()
            ? List.of(GroupSelector.OVERALL)
            : texts.stream().map(GroupSelector::parse).toList();
    Grouping grouping = grouping(dataset, selectors);
    Optional<Document> one =
        selectors.size() == 1 ? selectors.get(0).group(dataset) : Optional.empty();
    return new GroupSelection(List.of(grouping), condition(dataset, selectors), one);
  }

  /** All groups of a dataset. */
  static GroupSelection all(Dataset dataset) {
    return new GroupSelection(dataset.groups(), Optional.empty(), Optional.empty());
  }

  /** The groupings that have averages of a period. */
  GroupSelection of(Period period) {
    return new GroupSelection(
        groupings.stream().filter(it -> !period.isFinerThan(it.finest())).toList(), condition, one);
  }

  /** Whether averages of this selection may be grouped by different fields. */
  boolean isMixed() {
    return groupings.size() > 1;
  }

  /** The fields of all groupings. */
  List<String> fields() {
    return groupings.stream().flatMap(grouping -> grouping.by().stream()).distinct().toList();
  }

  /**
   * The fields of the grouping with this id, in the order of the definition.
   *
   * @param id the fields of one of the groupings, joined by a comma
   */
  List<String> fieldsOf(String id) {
    return groupings.stream()
        .filter(grouping -> grouping.id().equals(id))
        .findFirst()
        .orElse(groupings.get(0))
        .by();
  }

  /** The name of this selection's averages in messages. */
  String title() {
    String fields = groupings.get(0).id();
    return isMixed() || fields.isEmpty() ? "overall averages" : "averages by " + fields;
  }

  /** Matches averages that one of the selectors selects; empty if one selects them all. */
  private static Optional<Bson> condition(Dataset dataset, List<GroupSelector> selectors) {
    List<Bson> conditions =
        selectors.stream()
            .map(selector -> selector.filter(dataset))
            .flatMap(Optional::stream)
            .toList();
    return conditions.size() < selectors.size() ? Optional.empty() : Optional.of(or(conditions));
  }

  /** The grouping that all selectors share. */
  private static Grouping grouping(Dataset dataset, List<GroupSelector> selectors) {
    GroupSelector first = selectors.get(0);
    for (GroupSelector other : selectors) {
      if (!other.fields().equals(first.fields())) {
        throw ProblemException.badParameter(
            "group", other.text(), "must have the same fields as \"%s\"".formatted(first.text()));
      }
    }
    return dataset.groups().stream()
        .filter(grouping -> grouping.by().stream().sorted().toList().equals(first.fields()))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badParameter(
                    "group",
                    first.text(),
                    "is not a group of %s; %s".formatted(dataset.name(), groupsOf(dataset))));
  }

  private static String groupsOf(Dataset dataset) {
    String groups =
        dataset.groups().stream()
            .map(Grouping::id)
            .filter(id -> !id.isEmpty())
            .collect(Collectors.joining("; "));
    return groups.isEmpty() ? "it has overall averages only" : "known: " + groups + "; all: *";
  }
}
