package io.meanstream.stats.datasets;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.protocol.DirtyDays;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads from the store which rows of a dataset exist and which days are dirty. */
@ApplicationScoped
public class DatasetStateRepository {

  private final ReactiveMongoClient store;
  private final String database;

  DatasetStateRepository(
      ReactiveMongoClient store,
      @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.store = store;
    this.database = database;
  }

  /**
   * The times of the oldest and the newest row. Rows of dirty days always count, because no run has
   * applied the exclusion rules to them yet; of other days, only rows that no rule excludes. Rows
   * further in the future than the definition allows never count.
   */
  public Uni<RowTimes> times(Dataset dataset) {
    Instant latest = dataset.latest(Instant.now());
    return state(dataset)
        .flatMap(
            state ->
                state.containsKey("oldest")
                    ? countedAndWaiting(dataset, state, latest)
                    : stored(dataset, lte(dataset.time(), latest)));
  }

  private Uni<RowTimes> countedAndWaiting(Dataset dataset, Document state, Instant latest) {
    RowTimes counted =
        new RowTimes(instant(state, "oldest"), instant(state, "reached")).upTo(latest);
    Optional<ZonedDirtyDays> waiting = dirtyDays(dataset, state).outside(counted);
    if (waiting.isEmpty()) {
      return Uni.createFrom().item(counted);
    }
    String time = dataset.time();
    return stored(dataset, and(lte(time, latest), waiting.get().filter(time))).map(counted::and);
  }

  /** Which periods are over and complete. Averages that are read afterwards are at least as new. */
  public Uni<Completeness> completeness(Dataset dataset) {
    // Read the dirty days last: the row that ends a period also marks its day as dirty.
    return times(dataset)
        .flatMap(times -> state(dataset).map(state -> completeness(dataset, times, state)));
  }

  private Uni<RowTimes> stored(Dataset dataset, Bson condition) {
    return Uni.combine()
        .all()
        .unis(
            first(dataset, condition, Sorts.ascending(dataset.time())),
            first(dataset, condition, Sorts.descending(dataset.time())))
        .with(RowTimes::new);
  }

  private Uni<Optional<Instant>> first(Dataset dataset, Bson condition, Bson order) {
    String time = dataset.time();
    FindOptions one = new FindOptions().sort(order).limit(1).projection(Projections.include(time));
    return collection(dataset.rowsCollection())
        .find(condition, one)
        .toUni()
        .map(row -> Optional.ofNullable(row).flatMap(found -> instant(found, time)));
  }

  /** The dataset's document; empty if no row was ever stored. */
  private Uni<Document> state(Dataset dataset) {
    return collection(CollectionNames.DATASETS)
        .find(eq("_id", dataset.name()))
        .toUni()
        .onItem()
        .ifNull()
        .continueWith(Document::new);
  }

  private static Completeness completeness(Dataset dataset, RowTimes times, Document state) {
    return new Completeness(
        dataset,
        times,
        dirtyDays(dataset, state),
        dataset.definitionHash().equals(state.getString("definition")),
        LastRun.of(state));
  }

  private static ZonedDirtyDays dirtyDays(Dataset dataset, Document state) {
    DirtyDays dirty = DirtyDays.of(state.get(DirtyDays.FIELD, new Document()));
    return new ZonedDirtyDays(dirty.days(), dataset.zone());
  }

  private static Optional<Instant> instant(Document document, String field) {
    return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
  }

  private ReactiveMongoCollection<Document> collection(String name) {
    return store.getDatabase(database).getCollection(name);
  }
}
