package io.meanstream.persist.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Updates;
import io.meanstream.protocol.CollectionNames;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.TopicPartition;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/**
 * The collection {@code positions}: how far each partition has been stored. Every change requires
 * that the position is still the one that was read; otherwise it fails with {@link
 * StalePositionException} and changes nothing.
 */
public final class Positions {

  private final ReactiveMongoCollection<BsonDocument> positions;
  private final Clock clock;

  public Positions(ReactiveMongoDatabase store, Clock clock) {
    this.positions = store.getCollection(CollectionNames.POSITIONS, BsonDocument.class);
    this.clock = clock;
  }

  /** The position of a partition. Creates it if there is none, as in an empty store. */
  public Uni<Position> open(TopicPartition partition, String topicId, long beginning) {
    return find(partition)
        .chain(
            found ->
                found
                    .map(position -> Uni.createFrom().item(position))
                    .orElseGet(() -> create(partition, topicId, beginning)))
        .chain(position -> position.hasEpoch() ? Uni.createFrom().item(position) : begin(position));
  }

  /** Those of the positions that are still as they were read, from one query. */
  public Uni<Set<Position>> current(Collection<Position> read) {
    Map<String, Position> byId = new HashMap<>();
    read.forEach(position -> byId.put(id(position.partition()), position));
    return positions
        .find(in("_id", byId.keySet()))
        .filter(found -> byId.get(found.getString("_id").getValue()).isAt(found))
        .map(found -> byId.get(found.getString("_id").getValue()))
        .collect()
        .asSet();
  }

  /** The end of step 2: stores the first plan of a batch, or replaces it by an amended one. */
  public Uni<Position> plan(Position at, BatchPlan plan) {
    return change(at, Updates.set("plan", BatchPlanDocument.of(plan)), at.with(plan));
  }

  /** Step 6: completes the batch. */
  public Uni<Position> advance(Position at, long to) {
    Bson update = Updates.combine(Updates.set("next", to), Updates.set("plan", BsonNull.VALUE));
    return change(at, update, at.advancedTo(to));
  }

  private Uni<Optional<Position>> find(TopicPartition partition) {
    return positions
        .find(eq(id(partition)))
        .toUni()
        .map(found -> Optional.ofNullable(found).map(document -> parse(partition, document)));
  }

  private Uni<Position> create(TopicPartition partition, String topicId, long beginning) {
    long creation = -ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    Position position = new Position(partition, topicId, creation, beginning, Optional.empty());
    BsonDocument document =
        new BsonDocument("_id", new BsonString(id(partition)))
            .append("topicId", new BsonString(topicId))
            .append("epoch", new BsonInt64(position.epoch()))
            .append("next", new BsonInt64(beginning))
            .append("plan", BsonNull.VALUE);
    return positions
        .insertOne(document)
        .map(result -> position)
        .onFailure(MongoWriteException.class)
        .transform(
            failure ->
                StoreFault.isExisting(failure)
                    ? new StalePositionException(
                        partition, "another persister created its position")
                    : failure);
  }

  /**
   * Gives a new position its epoch. The clock is read once the store has the position: an epoch
   * from before could be lower than one of a persister that began before the store was emptied,
   * whose totals would then pass for later ones.
   */
  private Uni<Position> begin(Position created) {
    Position begun = created.begunAt(clock.millis());
    return change(created, Updates.set("epoch", begun.epoch()), begun);
  }

  private Uni<Position> change(Position at, Bson update, Position changed) {
    return positions
        .updateOne(unchanged(at), update)
        .map(
            result -> {
              if (result.getMatchedCount() == 0) {
                throw new StalePositionException(
                    at.partition(), "another persister changed its position");
              }
              return changed;
            });
  }

  /** A position of an epoch has one plan, in one version at a time. */
  private static Bson unchanged(Position at) {
    Bson plan =
        at.plan()
            .map(planned -> eq("plan.version", planned.version()))
            .orElseGet(() -> eq("plan", null));
    return and(eq(id(at.partition())), eq("epoch", at.epoch()), eq("next", at.next()), plan);
  }

  private static Position parse(TopicPartition partition, BsonDocument document) {
    return new Position(
        partition,
        document.getString("topicId").getValue(),
        document.getInt64("epoch").getValue(),
        document.getInt64("next").getValue(),
        Optional.ofNullable(document.get("plan"))
            .filter(plan -> !plan.isNull())
            .map(plan -> BatchPlanDocument.parse(plan.asDocument())));
  }

  private static String id(TopicPartition partition) {
    return partition.topic() + "|" + partition.partition();
  }
}
