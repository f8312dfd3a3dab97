package io.meanstream.persist.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.CollectionNames;
import io.meanstream.protocol.DirtyDays;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/** The collection {@code datasets}: which rows are stored, and which days are dirty. */
public final class Datasets {

  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final ReactiveMongoDatabase store;
  private final ReactiveMongoCollection<BsonDocument> datasets;

  public Datasets(ReactiveMongoDatabase store) {
    this.store = store;
    this.datasets = store.getCollection(CollectionNames.DATASETS, BsonDocument.class);
  }

  /** Step 4: marks days dirty by raising the version of each, in one update. */
  public Uni<Void> markDirty(Dataset dataset, Collection<LocalDate> days) {
    if (days.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Bson> changes =
        days.stream()
            .flatMap(
                day ->
                    Stream.of(
                        Updates.inc(DirtyDays.versionPath(day), 1L),
                        Updates.max(DirtyDays.donePath(day), 0L)))
            .toList();
    return datasets
        .updateOne(eq(dataset.name()), Updates.combine(changes), UPSERT)
        .replaceWithVoid();
  }

  /**
   * Claims the collection of rows for a definition and a topic: offsets can be compared only within
   * one topic, and another key, time field or zone would change the meaning of the rows.
   *
   * <p>Fails with {@link PartitionBlockedException} if rows of another definition or topic are
   * stored.
   */
  public Uni<Void> claim(Dataset dataset, String topicId) {
    BsonDocument claim =
        new BsonDocument("identity", new BsonString(dataset.identityHash()))
            .append("topicId", new BsonString(topicId));
    return datasets
        .updateOne(eq(dataset.name()), Updates.setOnInsert(claim), UPSERT)
        .chain(() -> find(dataset))
        .chain(
            found ->
                found.equals(claim) ? Uni.createFrom().voidItem() : replace(dataset, found, claim));
  }

  private Uni<BsonDocument> find(Dataset dataset) {
    return datasets
        .find(eq(dataset.name()), new FindOptions().projection(include("identity", "topicId")))
        .toUni()
        .onItem()
        .ifNull()
        .continueWith(BsonDocument::new)
        .invoke(found -> found.remove("_id"));
  }

  private Uni<Void> replace(Dataset dataset, BsonDocument found, BsonDocument claim) {
    return rowsAreStored(dataset)
        .chain(
            stored -> {
              if (stored && !found.isEmpty()) {
                throw PartitionBlockedException.of(
                    dataset, !claim.get("identity").equals(found.get("identity")));
              }
              Bson unchanged =
                  and(
                      eq(dataset.name()),
                      eq("identity", found.get("identity")),
                      eq("topicId", found.get("topicId")));
              return datasets
                  .updateOne(unchanged, new BsonDocument("$set", claim))
                  .replaceWithVoid();
            });
  }

  private Uni<Boolean> rowsAreStored(Dataset dataset) {
    return store
        .getCollection(dataset.rowsCollection(), BsonDocument.class)
        .find(new FindOptions().projection(include("_id")).limit(1))
        .toUni()
        .map(row -> row != null);
  }
}
