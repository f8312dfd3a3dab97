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
class ScheduleRepository implements ReactivePanacheMongoRepositoryBase<ScheduleDocument, String> {

  /** All schedules by dataset, or one dataset's. */
  Uni<List<ScheduleDocument>> of(Optional<String> dataset) {
    return find(dataset.map(name -> eq("_id", name)).orElse(empty()), Sorts.ascending("_id"))
        .list();
  }
}
