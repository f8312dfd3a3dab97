package io.meanstream.stats.runs;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;

import io.meanstream.stats.store.NewestFirstOrder;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The runs in the store. The scheduler creates their indexes. */
@ApplicationScoped
public class RunRepository implements ReactivePanacheMongoRepositoryBase<Run, String> {

  private static final NewestFirstOrder ORDER = new NewestFirstOrder("requestedAt");

  /** The newest runs, the newest first. */
  public Uni<List<Run>> newest(int limit) {
    return find(empty(), ORDER.sort()).range(0, limit - 1).list();
  }

  /** A page of runs, newest first, and one more if there is a next page. */
  Uni<List<Run>> find(RunsQuery query) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(empty());
    query.dataset().ifPresent(name -> conditions.add(eq("dataset", name)));
    query.state().ifPresent(state -> conditions.add(eq("state", state)));
    query.after().ifPresent(last -> conditions.add(ORDER.filterAfter(last)));
    return find(and(conditions), ORDER.sort()).range(0, query.limit()).list();
  }
}
