package io.meanstream.stats.rejects;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.meanstream.stats.http.ResponseFormat;
import io.meanstream.stats.store.IndexInitializer;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The rejects in the store. */
@ApplicationScoped
class RejectRepository implements ReactivePanacheMongoRepositoryBase<Reject, String> {

  private static final String[] KEY = {"ingestion", "row", "_id"};

  /** A page of rejects, and one more if there is a next page. */
  Uni<List<Reject>> find(RejectsQuery query) {
    return find(filter(query), Sorts.ascending(KEY)).range(0, query.limit()).list();
  }

  /** All rejects that match a query, ignoring its limit, read on demand. */
  Multi<Reject> stream(RejectsQuery query) {
    return find(filter(query), Sorts.ascending(KEY)).withBatchSize(ResponseFormat.CHUNK).stream();
  }

  /** Creates the index that all queries here use, unless it exists. */
  private Uni<String> createIndex() {
    return mongoCollection().createIndex(Indexes.ascending("dataset", "ingestion", "row", "_id"));
  }

  void createIndex(@Observes StartupEvent start) {
    IndexInitializer.ensure("rejects", createIndex());
  }

  private static Bson filter(RejectsQuery query) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("dataset", query.dataset()));
    query.rule().ifPresent(rule -> conditions.add(eq("rule", rule)));
    query.field().ifPresent(field -> conditions.add(eq("field", field)));
    query.ingestion().ifPresent(ingestion -> conditions.add(eq("ingestion", ingestion)));
    query.after().ifPresent(last -> conditions.add(after(last)));
    return and(conditions);
  }

  /** The lower bound on the ingestion is redundant but lets the index skip earlier rejects. */
  private static Bson after(RejectCursor last) {
    return and(
        gte("ingestion", last.ingestion()),
        or(
            gt("ingestion", last.ingestion()),
            laterRow(last),
            and(eq("row", last.row().orElse(null)), gt("_id", last.id()))));
  }

  /** Null sorts before numbers. */
  private static Bson laterRow(RejectCursor last) {
    return last.row().map(row -> gt("row", row)).orElse(ne("row", null));
  }
}
