package io.meanstream.batch.average;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Exclusion;
import io.meanstream.catalog.dataset.Measure;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of a dataset's definition that every Spark task needs.
 *
 * @param groupFields the fields of all groupings, without duplicates
 */
public record AggregationSpec(
    String dataset,
    ZoneId zone,
    List<String> rules,
    List<String> measures,
    List<String> groupFields,
    List<GroupingSpec> groups)
    implements Serializable {

  public static AggregationSpec of(Dataset dataset) {
    List<String> groupFields =
        dataset.groups().stream().flatMap(grouping -> grouping.by().stream()).distinct().toList();
    return new AggregationSpec(
        dataset.name(),
        dataset.zone(),
        dataset.exclude().stream().map(Exclusion::name).toList(),
        dataset.measures().stream().map(Measure::name).toList(),
        groupFields,
        IntStream.range(0, dataset.groups().size())
            .mapToObj(index -> GroupingSpec.of(dataset, index, groupFields))
            .toList());
  }

  public Tally emptyTally() {
    return new Tally(rules.size(), measures.size());
  }
}
