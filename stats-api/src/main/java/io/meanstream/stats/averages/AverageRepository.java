package io.meanstream.stats.averages;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.meanstream.service.paging.Cursor;
import io.meanstream.stats.http.PageFormat;
import io.meanstream.stats.store.IndexKeeper;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The averages in the store. */
@ApplicationScoped
class AverageRepository implements ReactivePanacheMongoRepositoryBase<AverageDocument, String> {

  /** An {@code _id} goes up with the group among averages of one start. */
  private static final Bson ORDER = Sorts.ascending("start", "_id");

  /** A period that lost all its rows is kept with nothing in it. */
  private static final Bson SHOWN = or(gt("count", 0), nin("excluded", null, new Document()));

  /** The averages of a query's page, and one more where there is a next page. */
  Uni<List<AverageDocument>> find(AveragesQuery query) {
    return find(filter(query), ORDER).range(0, query.limit()).list();
  }

  /** All averages of a query, whatever its limit, as fast as they are asked for. */
  Multi<AverageDocument> stream(AveragesQuery query) {
    return find(filter(query), ORDER).withBatchSize(PageFormat.CHUNK).stream();
  }

  /** Makes the index that every query here follows; one that is there stays as it is. */
  private Uni<String> ensureIndex() {
    return mongoCollection()
        .createIndex(Indexes.ascending("dataset", "period", "by", "start", "_id"));
  }

  void keepIndex(@Observes StartupEvent start) {
    IndexKeeper.keep("averages", ensureIndex());
  }

  private static Bson filter(AveragesQuery query) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("dataset", query.dataset().name()));
    conditions.add(eq("period", query.period().id()));
    conditions.add(eq("by", query.grouping().id()));
    query.from().ifPresent(from -> conditions.add(gte("start", wholeMillis(from))));
    query.to().ifPresent(to -> conditions.add(lt("start", wholeMillis(to))));
    query.after().ifPresent(last -> conditions.add(after(last)));
    conditions.add(SHOWN);
    return and(conditions);
  }

  /** Rounded up: the store keeps milliseconds, and cuts what is finer. */
  private static Instant wholeMillis(Instant bound) {
    Instant cut = bound.truncatedTo(ChronoUnit.MILLIS);
    return cut.equals(bound) ? bound : cut.plusMillis(1);
  }

  /** The lower bound of the start, though implied, lets the index skip what came before. */
  private static Bson after(Cursor last) {
    return and(gte("start", last.at()), or(gt("start", last.at()), gt("_id", last.id())));
  }
}
