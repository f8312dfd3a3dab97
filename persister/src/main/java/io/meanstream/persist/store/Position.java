package io.meanstream.persist.store;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one partition is in the store.
 *
 * @param topicId tells a topic from one of the same name made anew
 * @param epoch grows each time that the store is found without this position, so that what was
 *     begun before it was emptied cannot be finished after
 * @param next the first offset without an outcome
 * @param plan what is left to do of the batch that begins at {@code next}
 */
public record Position(
    TopicPartition partition, String topicId, long epoch, long next, Optional<BatchPlan> plan) {

  boolean isAt(long someEpoch, long someNext) {
    return epoch == someEpoch && next == someNext;
  }

  Position with(BatchPlan newPlan) {
    return new Position(partition, topicId, epoch, next, Optional.of(newPlan));
  }

  Position advancedTo(long to) {
    return new Position(partition, topicId, epoch, to, Optional.empty());
  }

  /** The plan of a position that has one. */
  public BatchPlan planned() {
    return plan.orElseThrow(() -> new IllegalStateException(partition + " has no plan"));
  }
}
