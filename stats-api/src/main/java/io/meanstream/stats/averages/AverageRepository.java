package io.meanstream.stats.averages;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.meanstream.catalog.dataset.Grouping;
import io.meanstream.service.paging.Cursor;
import io.meanstream.stats.http.ResponseFormat;
import io.meanstream.stats.store.IndexInitializer;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheQuery;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The averages in the store. */
@ApplicationScoped
class AverageRepository implements ReactivePanacheMongoRepositoryBase<AverageDocument, String> {

  /** Among averages with the same start, {@code _id} sorts by group. */
  private static final Bson OLDEST_FIRST = Sorts.ascending("start", "_id");

  private static final Bson NEWEST_FIRST = Sorts.descending("start", "_id");

  /** Hides the empty documents of periods that lost all their rows. */
  private static final Bson SHOWN = or(gt("count", 0), nin("excluded", null, new Document()));

  /** A page of averages, and one more if there is a next page. */
  Uni<List<AverageDocument>> find(AveragesQuery query) {
    return shown(filter(query), order(query)).range(0, query.limit()).list();
  }

  /** All averages that match a query, ignoring its limit, read on demand. */
  Multi<AverageDocument> stream(AveragesQuery query) {
    return shown(filter(query), order(query)).withBatchSize(ResponseFormat.CHUNK).stream();
  }

  /** The averages of a query's groups in the periods with these starts. */
  Uni<List<AverageDocument>> find(AveragesQuery query, Set<Instant> starts) {
    return shown(and(selected(query), in("start", starts), SHOWN), OLDEST_FIRST).list();
  }

  /** The start of the newest average of a query's groups that starts by a time. */
  Uni<Optional<Instant>> newestStart(AveragesQuery query, Instant latest) {
    return shown(and(selected(query), lte("start", latest), SHOWN), NEWEST_FIRST)
        .firstResult()
        .map(found -> Optional.ofNullable(found).map(average -> average.start));
  }

  /** Reads only the fields that are shown: days also have large sketches. */
  private ReactivePanacheQuery<AverageDocument> shown(Bson filter, Bson order) {
    return find(filter, order).project(AverageDocument.class);
  }

  /** Creates the index that all queries here use, unless it exists. */
  private Uni<String> createIndex() {
    return mongoCollection()
        .createIndex(Indexes.ascending("dataset", "period", "by", "start", "_id"));
  }

  void createIndex(@Observes StartupEvent start) {
    IndexInitializer.ensure("averages", createIndex());
  }

  private static Bson filter(AveragesQuery query) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(selected(query));
    query.from().ifPresent(from -> conditions.add(gte("start", wholeMillis(from))));
    query.to().ifPresent(to -> conditions.add(lt("start", wholeMillis(to))));
    query.after().ifPresent(last -> conditions.add(after(last, query.newestFirst())));
    conditions.add(SHOWN);
    return and(conditions);
  }

  /** Matches averages of the dataset, period and groups of a query. */
  private static Bson selected(AveragesQuery query) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("dataset", query.dataset().name()));
    conditions.add(eq("period", query.period().id()));
    conditions.add(in("by", query.groups().groupings().stream().map(Grouping::id).toList()));
    query.groups().condition().ifPresent(conditions::add);
    return and(conditions);
  }

  /** Rounds up to milliseconds, the precision of the store. */
  private static Instant wholeMillis(Instant bound) {
    Instant cut = bound.truncatedTo(ChronoUnit.MILLIS);
    return cut.equals(bound) ? bound : cut.plusMillis(1);
  }

  private static Bson order(AveragesQuery query) {
    return query.newestFirst() ? NEWEST_FIRST : OLDEST_FIRST;
  }

  /** The bound on the start is redundant but lets the index skip averages of earlier pages. */
  private static Bson after(Cursor last, boolean newestFirst) {
    return newestFirst
        ? and(lte("start", last.at()), or(lt("start", last.at()), lt("_id", last.id())))
        : and(gte("start", last.at()), or(gt("start", last.at()), gt("_id", last.id())));
  }
}
