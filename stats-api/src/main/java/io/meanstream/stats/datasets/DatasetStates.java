package io.meanstream.stats.datasets;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.meanstream.catalog.Dataset;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
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

  /** How far its rows reach now; the index on their time answers that. */
  public Uni<RowTimes> times(Dataset dataset) {
    return Uni.combine()
        .all()
        .unis(
            first(dataset, Sorts.ascending(dataset.time())),
            first(dataset, Sorts.descending(dataset.time())))
        .with(RowTimes::new);
  }

  /**
   * Which of its periods are over and complete, at a moment before the answer: averages that are
   * read after it are at least as new.
   */
  public Uni<Completeness> completeness(Dataset dataset) {
    // What waits for a run is looked at last: rows that end a period come with a mark on its days.
    return times(dataset)
        .flatMap(
            times ->
                collection("datasets")
                    .find(eq("_id", dataset.name()))
                    .toUni()
                    .map(state -> completeness(dataset, times, state)));
  }

  private Uni<Optional<Instant>> first(Dataset dataset, Bson order) {
    String time = dataset.time();
    FindOptions one = new FindOptions().sort(order).limit(1).projection(Projections.include(time));
    return collection(dataset.rowsCollection())
        .find(one)
        .toUni()
        .map(row -> Optional.ofNullable(row).map(found -> found.getDate(time).toInstant()));
  }

  private static Completeness completeness(Dataset dataset, RowTimes times, Document state) {
    Document known = state == null ? new Document() : state;
    return new Completeness(
        dataset,
        times,
        touched(known.get("days", new Document())),
        dataset.definitionHash().equals(known.getString("definition")));
  }

  private static NavigableSet<LocalDate> touched(Document days) {
    NavigableSet<LocalDate> touched = new TreeSet<>();
    days.forEach(
        (day, mark) -> {
          if (number((Document) mark, "version") > number((Document) mark, "done")) {
            touched.add(LocalDate.parse(day));
          }
        });
    return touched;
  }

  private static long number(Document mark, String field) {
    return mark.get(field, (Number) 0L).longValue();
  }

  private ReactiveMongoCollection<Document> collection(String name) {
    return store.getDatabase(database).getCollection(name);
  }
}
