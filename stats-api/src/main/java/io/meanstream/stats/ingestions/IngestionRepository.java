package io.meanstream.stats.ingestions;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.meanstream.stats.http.Cursor;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The ingestions in the store. */
@ApplicationScoped
class IngestionRepository implements ReactivePanacheMongoRepositoryBase<IngestionDocument, String> {

  private static final Bson LATEST_FIRST =
      Sorts.orderBy(Sorts.descending("createdAt"), Sorts.ascending("_id"));

  /** Stands in a cursor for the time of an ingestion that has none: those come last. */
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MIN_VALUE);

  /** The ingestions of a query's page, and one more where there is a next page. */
  Uni<List<IngestionDocument>> find(IngestionsQuery query) {
    Bson page = query.after().map(IngestionRepository::following).orElse(empty());
    return find(and(of(query.dataset()), page), LATEST_FIRST).range(0, query.limit()).list();
  }

  /** All ingestions, or a dataset's, in no order. */
  Multi<IngestionDocument> all(Optional<String> dataset) {
    return stream(of(dataset));
  }

  /** The cursor of what comes after an ingestion. */
  static Cursor after(IngestionDocument last) {
    return new Cursor(Optional.ofNullable(last.createdAt).orElse(NEVER), last.id);
  }

  private static Bson of(Optional<String> dataset) {
    return dataset.map(name -> eq("dataset", name)).orElse(empty());
  }

  private static Bson following(Cursor last) {
    Bson undated = eq("createdAt", null);
    if (last.at().equals(NEVER)) {
      return and(undated, gt("_id", last.id()));
    }
    return or(
        lt("createdAt", last.at()), and(eq("createdAt", last.at()), gt("_id", last.id())), undated);
  }
}
