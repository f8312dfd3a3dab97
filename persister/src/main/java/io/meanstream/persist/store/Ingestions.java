package io.meanstream.persist.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.persist.record.IngestionUpdate;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The collection {@code ingestions}: the state of each and the outcomes of its records. */
public final class Ingestions {

  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final ReactiveMongoCollection<BsonDocument> ingestions;
  private final BsonValue dataset;

  /** For a dataset's topic. */
  public Ingestions(ReactiveMongoDatabase store, Dataset dataset) {
    this(store, new BsonString(dataset.name()));
  }

  /** For a topic that belongs to no dataset. */
  public Ingestions(ReactiveMongoDatabase store) {
    this(store, BsonNull.VALUE);
  }

  private Ingestions(ReactiveMongoDatabase store, BsonValue dataset) {
    this.ingestions = store.getCollection(CollectionNames.INGESTIONS, BsonDocument.class);
    this.dataset = dataset;
  }

  /**
   * The counts of these ingestions at a position. Counts of another epoch were left over when the
   * store was emptied and are ignored. Nothing is read if the batch before had the same ingestions.
   */
  public Uni<Map<String, Counts>> totals(Position at, Collection<String> ids) {
    return at.totals().keySet().containsAll(ids)
        ? Uni.createFrom().item(at.totals())
        : stored(at, ids);
  }

  private Uni<Map<String, Counts>> stored(Position at, Collection<String> ids) {
    TotalsFields fields = TotalsFields.of(at.partition());
    return ingestions
        .find(
            in("_id", ids),
            new FindOptions().projection(include(fields.totals(), fields.version())))
        .filter(
            document -> fields.versionOf(document).filter(version -> version.isOf(at)).isPresent())
        .collect()
        .asMap(document -> document.getString("_id").getValue(), fields::countsOf);
  }

  /**
   * Step 5: writes the plan's totals unless those of a later plan, or a later version of this one,
   * are stored.
   */
  public Uni<Void> putTotals(Position at) {
    TotalsFields fields = TotalsFields.of(at.partition());
    String version = TotalsVersion.of(at).text();
    return write(
        at.planned().totals().entrySet().stream()
            .flatMap(
                entry ->
                    Stream.of(
                        made(entry.getKey(), seen(entry.getKey(), at)),
                        new UpdateOneModel<>(
                            and(eq(entry.getKey()), not(gte(fields.version(), version))),
                            Updates.combine(
                                Updates.set(fields.totals(), entry.getValue().toBson()),
                                Updates.set(fields.version(), version))))));
  }

  /**
   * Writes the last update of each kind, in the order of these last updates: a final state never
   * appears before the checkpoint that precedes it. Older updates never replace newer ones.
   */
  public Uni<Void> update(Collection<IngestionUpdate> updates) {
    Map<String, IngestionUpdate> last = new LinkedHashMap<>();
    for (IngestionUpdate update : updates) {
      String kind = update.guard() + update.id();
      last.remove(kind);
      last.put(kind, update);
    }
    return write(
        last.values().stream()
            .flatMap(
                update ->
                    Stream.of(
                        made(update.id(), update.onInsert()),
                        new UpdateOneModel<>(
                            and(eq(update.id()), not(gte(update.guard(), update.offset()))),
                            new BsonDocument("$set", update.fields())))));
  }

  /** What the records alone tell about an ingestion until its state arrives. */
  private BsonDocument seen(String id, Position at) {
    return IngestionUpdate.initial(id)
        .append("dataset", dataset)
        .append("topic", new BsonString(at.partition().topic()))
        .append("createdAt", new BsonDateTime(at.epoch()));
  }

  private static WriteModel<BsonDocument> made(String id, BsonDocument onInsert) {
    return new UpdateOneModel<>(eq(id), new BsonDocument("$setOnInsert", onInsert), UPSERT);
  }

  /** Writes in order: an ingestion is created before its conditional update. */
  private Uni<Void> write(Stream<WriteModel<BsonDocument>> changes) {
    List<WriteModel<BsonDocument>> models = changes.toList();
    return models.isEmpty()
        ? Uni.createFrom().voidItem()
        : ingestions.bulkWrite(models).replaceWithVoid();
  }
}
