package io.meanstream.schedule.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import io.meanstream.catalog.Dataset;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.bson.Document;

/** Looks whether a dataset's averages are behind its rows. For worker threads. */
@ApplicationScoped
public class DirtyDays {

  private final MongoCollection<Document> datasets;

  /** Those of a store. */
  public DirtyDays(StoreDatabase store) {
    this.datasets = store.collection("datasets");
  }

  /**
   * Whether a run would have anything to do: rows have been stored, and a day has been touched
   * since it was last computed, or was computed by another definition.
   */
  public boolean needRun(Dataset dataset) {
    return Optional.ofNullable(datasets.find(eq("_id", dataset.name())).first())
        .filter(document -> !days(document).isEmpty())
        .filter(document -> isComputedOtherwise(document, dataset) || isTouched(document))
        .isPresent();
  }

  private static Document days(Document document) {
    return document.get("days", new Document());
  }

  private static boolean isComputedOtherwise(Document document, Dataset dataset) {
    return !dataset.definitionHash().equals(document.getString("definition"));
  }

  private static boolean isTouched(Document document) {
    return days(document).values().stream()
        .map(Document.class::cast)
        .anyMatch(day -> number(day, "version") > number(day, "done"));
  }

  private static long number(Document day, String field) {
    return Optional.ofNullable(day.get(field, Number.class)).map(Number::longValue).orElse(0L);
  }
}
