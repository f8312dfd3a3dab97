package io.meanstream.stats.ingestions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;

import io.meanstream.stats.store.LatestFirst;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The ingestions in the store. */
@ApplicationScoped
class IngestionRepository implements ReactivePanacheMongoRepositoryBase<IngestionDocument, String> {

  private static final LatestFirst ORDER = new LatestFirst("createdAt");

  /** The ingestions of a query's page, and one more where there is a next page. */
  Uni<List<IngestionDocument>> find(IngestionsQuery query) {
    Bson page = query.after().map(ORDER::following).orElse(empty());
    return find(and(of(query.dataset()), page), ORDER.sort()).range(0, query.limit()).list();
  }

  /** All ingestions, or a dataset's, in no order. */
  Multi<IngestionDocument> all(Optional<String> dataset) {
    return stream(of(dataset));
  }

  private static Bson of(Optional<String> dataset) {
    return dataset.map(name -> eq("dataset", name)).orElse(empty());
  }
}
