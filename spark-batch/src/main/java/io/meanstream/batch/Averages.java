package io.meanstream.batch;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The averages of a dataset as the driver sees them, before and after the tasks write theirs. */
final class Averages {

  static final String COLLECTION = "averages";

  private final MongoCollection<Document> averages;
  private final Plan plan;
  private final Scope scope;

  Averages(MongoDatabase database, Plan plan, Scope scope) {
    this.averages = database.getCollection(COLLECTION);
    this.plan = plan;
    this.scope = scope;
  }

  /** Makes the index that readers and runs find averages by, where there is none yet. */
  void createIndex() {
    averages.createIndex(Indexes.ascending("dataset", "period", "by", "start", "_id"));
  }

  boolean areThere() {
    return averages.find(Filters.eq("dataset", plan.dataset())).limit(1).first() != null;
  }

  /** Puts this run's averages in new places into effect. */
  void reveal(long run) {
    Bson isNew =
        Filters.and(Filters.eq("run", run), Filters.exists(AverageDocuments.PENDING_COUNT));
    Bson show =
        Updates.combine(
            Updates.rename(AverageDocuments.PENDING_COUNT, "count"),
            Updates.rename(AverageDocuments.PENDING_EXCLUDED, "excluded"));
    List<WriteModel<Document>> updates =
        AverageQuery.ofReplaced(plan, scope).stream()
            .<WriteModel<Document>>map(
                query ->
                    new UpdateManyModel<>(
                        Filters.and(query.filter(plan.dataset()), isNew), show))
            .toList();
    averages.bulkWrite(updates);
  }

  /**
   * Removes what the definition no longer has: all that a run over everything has not written, and
   * nothing after a smaller one.
   */
  void removeLeftovers(long run) {
    if (scope.isEverything()) {
      averages.deleteMany(
          Filters.and(Filters.eq("dataset", plan.dataset()), Filters.lt("run", run)));
    }
  }
}
