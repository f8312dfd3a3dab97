package io.meanstream.stats.runs;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The schedules in the store. */
@ApplicationScoped
public class ScheduleRepository implements ReactivePanacheMongoRepositoryBase<Schedule, String> {

  /** All schedules, sorted by dataset, or the schedule of one dataset. */
  public Uni<List<Schedule>> of(Optional<String> dataset) {
    return find(dataset.map(name -> eq("_id", name)).orElse(empty()), Sorts.ascending("_id"))
        .list();
  }
}
