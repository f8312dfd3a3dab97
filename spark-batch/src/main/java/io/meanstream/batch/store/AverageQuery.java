package io.meanstream.batch.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.GroupingSpec;
import io.meanstream.batch.average.Scope;
import io.meanstream.catalog.period.Period;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * A query for stored averages that a run needs.
 *
 * @param scope the days that their buckets start in
 * @param withMoments whether to read the moments and sketches, or only the group bucket and the
 *     number of rows
 */
public record AverageQuery(GroupingSpec group, Period period, Scope scope, boolean withMoments)
    implements Serializable {

  /** The averages that a run over this scope replaces. */
  public static List<AverageQuery> ofPrevious(AggregationSpec spec, Scope scope) {
    List<AverageQuery> queries = new ArrayList<>();
    for (GroupingSpec group : spec.groups()) {
      for (Period period : group.periods()) {
        queries.add(new AverageQuery(group, period, scope.widenedTo(List.of(period)), false));
      }
    }
    return queries;
  }

  /**
   * The averages of neighbouring days that a run rolls up to weeks, months and quarters instead of
   * reading their rows.
   */
  public static List<AverageQuery> ofNeighbours(AggregationSpec spec, Scope scope, Scope rowsRead) {
    return spec.groups().stream()
        .flatMap(
            group ->
                group.rollupSource().stream()
                    .map(
                        source ->
                            new AverageQuery(
                                group,
                                source,
                                scope.widenedTo(group.periods()).without(rowsRead),
                                true)))
        .filter(query -> !query.scope().isEmpty())
        .toList();
  }

  /** Matches visible averages only: pending ones of other runs are overwritten unread. */
  Bson filter(String dataset) {
    List<Bson> filters = new ArrayList<>();
    filters.add(Filters.eq("dataset", dataset));
    filters.add(Filters.eq("period", period.id()));
    filters.add(Filters.eq("by", group.id()));
    filters.add(Filters.exists(AverageDocuments.PENDING_COUNT, false));
    if (!scope.isEverything()) {
      filters.add(scope.holds("start"));
    }
    return Filters.and(filters);
  }

  /** The fields to read. */
  Bson fields() {
    return withMoments
        ? Projections.exclude("_id")
        : Projections.include("group", "start", "count", "excluded", AverageDocuments.LATE);
  }
}
