package io.meanstream.stats.ingestions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;

import io.meanstream.service.paging.Cursor;
import io.meanstream.stats.store.IndexInitializer;
import io.meanstream.stats.store.NewestFirstOrder;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The ingestions in the store. */
@ApplicationScoped
class IngestionRepository implements ReactivePanacheMongoRepositoryBase<IngestionDocument, String> {

  private static final NewestFirstOrder ORDER = new NewestFirstOrder("createdAt");

  /** A page of ingestions, newest first, and one more if there is a next page. */
  Uni<List<IngestionDocument>> find(Optional<String> dataset, int limit, Optional<Cursor> after) {
    Bson page = after.map(ORDER::filterAfter).orElse(empty());
    return find(and(of(dataset), page), ORDER.sort()).range(0, limit).list();
  }

  /** All ingestions, or those of one dataset, in no particular order. */
  Multi<IngestionDocument> all(Optional<String> dataset) {
    return stream(of(dataset));
  }

  /** Creates the index for the newest ones, unless it exists. */
  void createIndex(@Observes StartupEvent start) {
    IndexInitializer.ensure("ingestions", mongoCollection().createIndex(ORDER.sort()));
  }

  private static Bson of(Optional<String> dataset) {
    return dataset.map(name -> eq("dataset", name)).orElse(empty());
  }
}
