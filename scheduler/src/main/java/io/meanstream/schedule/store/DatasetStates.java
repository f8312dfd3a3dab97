package io.meanstream.schedule.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.protocol.DirtyDays;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.bson.Document;

/** Tells whether a dataset's averages are out of date. Its methods block. */
@ApplicationScoped
public class DatasetStates {

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

  private static Document days(Document document) {
    return document.get(DirtyDays.FIELD, new Document());
  }

  private static boolean hasOtherDefinition(Document document, Dataset dataset) {
    return !dataset.definitionHash().equals(document.getString("definition"));
  }
}
