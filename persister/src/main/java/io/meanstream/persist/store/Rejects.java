package io.meanstream.persist.store;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.bson.BsonDocument;

/** The collection {@code rejects}: a document for each rejected row, never changed once written. */
public final class Rejects {

  private final ReactiveMongoCollection<BsonDocument> rejects;

  public Rejects(ReactiveMongoDatabase store) {
    this.rejects = store.getCollection(CollectionNames.REJECTS, BsonDocument.class);
  }

  /** Makes the index that reading by ingestion needs. */
  public Uni<Void> index() {
    return rejects.createIndex(Indexes.ascending("ingestion")).replaceWithVoid();
  }

  /** Inserts those that are not there. */
  public Uni<Void> insert(List<BsonDocument> documents) {
    if (documents.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return BulkResult.of(rejects.insertMany(documents, new InsertManyOptions().ordered(false)))
        .invoke(Rejects::checkTaken)
        .replaceWithVoid();
  }

  /** A reject has nowhere else to go: if the store refuses it too, the stream waits. */
  private static void checkTaken(BulkResult result) {
    result.refused().values().stream()
        .findFirst()
        .ifPresent(
            message -> {
              throw new IllegalStateException("the store refuses a reject: " + message);
            });
  }
}
