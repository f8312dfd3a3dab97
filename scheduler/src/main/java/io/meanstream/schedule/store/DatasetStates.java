package io.meanstream.schedule.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.protocol.DirtyDays;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Tells whether a dataset's averages are out of date. Its methods block. */
@ApplicationScoped
public class DatasetStates {

  /**
   * How up to date a dataset's averages are.
   *
   * @param dirty the days with rows that no run has averaged yet
   * @param newest the time of the newest averaged row
   */
  public record Freshness(DirtyDays dirty, Optional<Instant> newest) {}

  private final MongoCollection<Document> datasets;

  /** Reads the dataset documents in this store. */
  public DatasetStates(StoreDatabase store) {
    this.datasets = store.collection(CollectionNames.DATASETS);
  }

  /**
   * Whether a run would have anything to do: the dataset has rows, and some day is dirty or the
   * definition changed.
   */
  public boolean needsRun(Dataset dataset) {
    return Optional.ofNullable(datasets.find(eq("_id", dataset.name())).first())
        .filter(document -> !days(document).isEmpty())
        .filter(
            document ->
                hasOtherDefinition(document, dataset)
                    || !DirtyDays.of(days(document)).days().isEmpty())
        .isPresent();
  }

  /** What is stored about a dataset; empty if nothing is. */
  public Optional<Freshness> freshness(Dataset dataset) {
    return Optional.ofNullable(datasets.find(eq("_id", dataset.name())).first())
        .map(
            document ->
                new Freshness(
                    DirtyDays.of(days(document)),
                    Optional.ofNullable(document.getDate("reached")).map(Date::toInstant)));
  }

  private static Document days(Document document) {
    return document.get(DirtyDays.FIELD, new Document());
  }

  private static boolean hasOtherDefinition(Document document, Dataset dataset) {
    return !dataset.definitionHash().equals(document.getString("definition"));
  }
}
