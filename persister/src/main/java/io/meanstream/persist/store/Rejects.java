package io.meanstream.persist.store;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.bson.BsonDocument;

/** The collection {@code rejects}: one document per rejected row, never changed. */
public final class Rejects {

  private final ReactiveMongoCollection<BsonDocument> rejects;

  public Rejects(ReactiveMongoDatabase store) {
    this.rejects = store.getCollection(CollectionNames.REJECTS, BsonDocument.class);
  }

  /** Creates the index for reading by ingestion. */
  public Uni<Void> index() {
    return rejects.createIndex(Indexes.ascending("ingestion")).replaceWithVoid();
  }

  /** Inserts the documents that do not exist yet. */
  public Uni<Void> insert(List<BsonDocument> documents) {
    if (documents.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return BulkResult.of(rejects.insertMany(documents, new InsertManyOptions().ordered(false)))
        .invoke(Rejects::checkTaken)
        .replaceWithVoid();
  }

  /** A reject has nowhere else to go: if the store refuses it too, the partition waits. */
  private static void checkTaken(BulkResult result) {
    result.refused().values().stream()
        .findFirst()
        .ifPresent(
            message -> {
              throw new IllegalStateException("the store refused a reject: " + message);
            });
  }
}
