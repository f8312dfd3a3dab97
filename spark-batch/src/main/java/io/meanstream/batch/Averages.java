package io.meanstream.batch;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The averages of a dataset as the driver sees them, before and after the tasks write theirs. */
final class Averages {

  static final String COLLECTION = "averages";

  private static final Bson IS_PENDING = Filters.exists(AverageDocuments.PENDING_COUNT);

  private final MongoCollection<Document> averages;
  private final String dataset;

  Averages(MongoDatabase database, String dataset) {
    this.averages = database.getCollection(COLLECTION);
    this.dataset = dataset;
  }

  /** Makes the indexes that readers and runs find averages by, where there are none yet. */
  void createIndexes() {
    averages.createIndex(Indexes.ascending("dataset", "period", "by", "start", "_id"));
    averages.createIndex(
        Indexes.ascending("dataset", "run"),
        new IndexOptions().partialFilterExpression(IS_PENDING));
  }

  /**
   * Removes what runs before this one wrote and did not come to show. A run that still means to
   * show it has written all of it before this one began, so that what it shows in between is seen.
   */
  void removePending(long run) {
    averages.deleteMany(Filters.and(ofDataset(), Filters.lt("run", run), IS_PENDING));
  }

  boolean areThere() {
    return averages.find(ofDataset()).limit(1).first() != null;
  }

  /** Shows this run's averages in new places. */
  void reveal(long run) {
    averages.updateMany(
        Filters.and(ofDataset(), Filters.eq("run", run), IS_PENDING),
        Updates.combine(
            Updates.rename(AverageDocuments.PENDING_COUNT, "count"),
            Updates.rename(AverageDocuments.PENDING_EXCLUDED, "excluded")));
  }

  /** Removes what a run that computed everything has not written: the definition has it no more. */
  void removeOlderThan(long run) {
    averages.deleteMany(Filters.and(ofDataset(), Filters.lt("run", run)));
  }

  private Bson ofDataset() {
    return Filters.eq("dataset", dataset);
  }
}
