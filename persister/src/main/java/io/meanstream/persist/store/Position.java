package io.meanstream.persist.store;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.bson.BsonDocument;
import org.bson.BsonInt64;

/**
 * How far one partition has been stored.
 *
 * @param topicId distinguishes a topic from a recreated one of the same name
 * @param epoch grows whenever the position has to be created, so a batch begun before the store was
 *     emptied cannot be finished afterwards
 * @param next the first offset without an outcome
 * @param plan what remains to be done with the batch that begins at {@code next}
 * @param totals the totals of ingestions as this persister wrote them to get here; no other can
 *     have changed them without changing the position
 */
public record Position(
    TopicPartition partition,
    String topicId,
    long epoch,
    long next,
    Optional<BatchPlan> plan,
    Map<String, Counts> totals) {

  /** A position as it is stored. */
  Position(
      TopicPartition partition, String topicId, long epoch, long next, Optional<BatchPlan> plan) {
    this(partition, topicId, epoch, next, plan, Map.of());
  }

  /**
   * Whether it has begun; a position that was just created has a random negative number instead.
   */
  boolean hasEpoch() {
    return epoch >= 0;
  }

  Position begunAt(long newEpoch) {
    return new Position(partition, topicId, newEpoch, next, plan, totals);
  }

  /** Whether a stored document has the same epoch and offset. */
  boolean isAt(BsonDocument stored) {
    return new BsonInt64(epoch).equals(stored.get("epoch"))
        && new BsonInt64(next).equals(stored.get("next"));
  }

  Position with(BatchPlan newPlan) {
    return new Position(partition, topicId, epoch, next, Optional.of(newPlan), totals);
  }

  Position advancedTo(long to) {
    Map<String, Counts> known = plan.map(BatchPlan::totals).orElse(totals);
    return new Position(partition, topicId, epoch, to, Optional.empty(), known);
  }

  /** The plan of a position that has one. */
  public BatchPlan planned() {
    return plan.orElseThrow(() -> new IllegalStateException(partition + " has no plan"));
  }
}
