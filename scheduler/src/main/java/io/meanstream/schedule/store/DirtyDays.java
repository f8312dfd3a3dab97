package io.meanstream.schedule.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import io.meanstream.catalog.Dataset;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.bson.Document;

/** Tells whether a dataset's averages are out of date. Its methods block. */
@ApplicationScoped
public class DirtyDays {

  private final MongoCollection<Document> datasets;

  /** Reads the dirty days in this store. */
  public DirtyDays(StoreDatabase store) {
    this.datasets = store.collection("datasets");
  }

  /**
   * Whether a run would have anything to do: the dataset has rows, and some day changed since it
   * was last computed or the definition did.
   */
  public boolean needRun(Dataset dataset) {
    return Optional.ofNullable(datasets.find(eq("_id", dataset.name())).first())
        .filter(document -> !days(document).isEmpty())
        .filter(document -> hasOtherDefinition(document, dataset) || hasDirtyDay(document))
        .isPresent();
  }

  private static Document days(Document document) {
    return document.get("days", new Document());
  }

  private static boolean hasOtherDefinition(Document document, Dataset dataset) {
    return !dataset.definitionHash().equals(document.getString("definition"));
  }

  private static boolean hasDirtyDay(Document document) {
    return days(document).values().stream()
        .map(Document.class::cast)
        .anyMatch(day -> number(day, "version") > number(day, "done"));
  }

  private static long number(Document day, String field) {
    return Optional.ofNullable(day.get(field, Number.class)).map(Number::longValue).orElse(0L);
  }
}
