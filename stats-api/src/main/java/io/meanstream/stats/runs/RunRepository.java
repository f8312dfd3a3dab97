package io.meanstream.stats.runs;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.meanstream.stats.http.Cursor;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The runs in the store; the scheduler sees to their indexes. */
@ApplicationScoped
class RunRepository implements ReactivePanacheMongoRepositoryBase<RunDocument, String> {

  private static final Bson LATEST_FIRST =
      Sorts.orderBy(Sorts.descending("requestedAt"), Sorts.ascending("_id"));

  /** The runs of a query's page, and one more where there is a next page. */
  Uni<List<RunDocument>> find(RunsQuery query) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(empty());
    query.dataset().ifPresent(name -> conditions.add(eq("dataset", name)));
    query.state().ifPresent(state -> conditions.add(eq("state", state)));
    query.after().ifPresent(last -> conditions.add(following(last)));
    return find(and(conditions), LATEST_FIRST).range(0, query.limit()).list();
  }

  private static Bson following(Cursor last) {
    Bson undated = eq("requestedAt", null);
    if (last.at().equals(RunsPage.NEVER)) {
      return and(undated, gt("_id", last.id()));
    }
    return or(
        lt("requestedAt", last.at()),
        and(eq("requestedAt", last.at()), gt("_id", last.id())),
        undated);
  }
}
