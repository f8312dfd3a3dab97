package io.meanstream.batch.rows;

import com.mongodb.client.model.Filters;
import io.meanstream.batch.average.Scope;
import io.meanstream.catalog.dataset.Dataset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** Splits the rows of a scope at the starts of days, for tasks that read at the same time. */
public final class TimeSlices {

  private TimeSlices() {}

  /**
   * Filters that together match every row of the scope once.
   *
   * @param days the days that are known to have rows, in order; others are read as well
   * @param most the maximum number of slices
   */
  public static List<BsonDocument> of(
      Dataset dataset, Scope scope, Collection<LocalDate> days, int most) {
    ZoneId zone = dataset.zone();
    List<Instant> starts = days.stream().map(day -> day.atStartOfDay(zone).toInstant()).toList();
    int slices = Math.max(1, Math.min(most, starts.size()));
    List<BsonDocument> conditions = new ArrayList<>();
    Optional<Instant> from = Optional.empty();
    for (int slice = 1; slice <= slices; slice++) {
      Optional<Instant> to =
          slice == slices
              ? Optional.empty()
              : Optional.of(starts.get((int) ((long) slice * starts.size() / slices)));
      conditions.add(slice(dataset.time(), scope, from, to));
      from = to;
    }
    return conditions;
  }

  private static BsonDocument slice(
      String time, Scope scope, Optional<Instant> from, Optional<Instant> to) {
    List<Bson> bounds = new ArrayList<>();
    if (!scope.isEverything()) {
      bounds.add(scope.holds(time));
    }
    from.ifPresent(start -> bounds.add(Filters.gte(time, Date.from(start))));
    to.ifPresent(end -> bounds.add(Filters.lt(time, Date.from(end))));
    Bson all = bounds.isEmpty() ? Filters.empty() : Filters.and(bounds);
    return all.toBsonDocument();
  }
}
