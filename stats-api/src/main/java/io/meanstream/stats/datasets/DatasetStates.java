package io.meanstream.stats.datasets;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.meanstream.catalog.Dataset;
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

/** What the store says about a dataset, apart from its averages. */
@ApplicationScoped
public class DatasetStates {

  private final ReactiveMongoClient store;
  private final String database;

  DatasetStates(
      ReactiveMongoClient store,
      @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.store = store;
    this.database = database;
  }

  /**
   * How far its rows reach: those that the last run has found to count, and those of days that wait
   * for a run, of which nobody knows yet whether a rule leaves them out. Rows that are further
   * ahead of the clock than the definition allows have no part in it.
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
    Optional<TouchedDays> waiting = touched(dataset, state).notWithin(counted);
    if (waiting.isEmpty()) {
      return Uni.createFrom().item(counted);
    }
    String time = dataset.time();
    return stored(dataset, and(lte(time, latest), waiting.get().holds(time))).map(counted::and);
  }

  /**
   * Which of its periods are over and complete, at a moment before the answer: averages that are
   * read after it are at least as new.
   */
  public Uni<Completeness> completeness(Dataset dataset) {
    // What waits for a run is looked at last: rows that end a period come with a mark on its days.
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

  /** The dataset's document; an empty one where no row was ever stored. */
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
        touched(dataset, state),
        dataset.definitionHash().equals(state.getString("definition")));
  }

  private static TouchedDays touched(Dataset dataset, Document state) {
    DirtyDays dirty = DirtyDays.of(state.get(DirtyDays.FIELD, new Document()));
    return new TouchedDays(dirty.days(), dataset.zone());
  }

  private static Optional<Instant> instant(Document document, String field) {
    return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
  }

  private ReactiveMongoCollection<Document> collection(String name) {
    return store.getDatabase(database).getCollection(name);
  }
}
