package io.meanstream.persist.consumer;

import io.meanstream.persist.batch.BatchWriter;
import io.meanstream.persist.store.PartitionBlockedException;
import io.meanstream.persist.store.Position;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Determines where to read a partition from: the position is in the store. */
final class PartitionOpener {

  /**
   * A partition that is ready to be read.
   *
   * @param writer the prepared writer of its records; empty if no dataset has the topic
   * @param end the end of the log at that time
   */
  record Opened(Optional<BatchWriter> writer, Position position, long end) {

    boolean isBehind() {
      return position.plan().isPresent() || position.next() < end;
    }
  }

  private final PartitionContext context;

  PartitionOpener(PartitionContext context) {
    this.context = context;
  }

  /** Fails with {@link PartitionBlockedException} if the position does not fit the log. */
  Uni<Opened> open(TopicPartition partition) {
    return context
        .writers()
        .of(partition.topic())
        .chain(
            writer ->
                context
                    .metadata()
                    .bounds(partition)
                    .chain(bounds -> open(partition, writer, bounds)));
  }

  private Uni<Opened> open(
      TopicPartition partition, Optional<BatchWriter> writer, TopicMetadata.LogBounds log) {
    return writer
        .map(known -> known.prepare(log.topicId()))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .chain(() -> context.positions().open(partition, log.topicId(), log.beginning()))
        .invoke(position -> check(position, log))
        .map(position -> new Opened(writer, position, log.end()));
  }

  private static void check(Position position, TopicMetadata.LogBounds log) {
    if (!position.topicId().equals(log.topicId())) {
      throw new PartitionBlockedException(
          "the position belongs to another topic of this name (%s, now %s): empty the store or delete the position"
              .formatted(position.topicId(), log.topicId()));
    }
    if (position.next() < log.beginning() || position.next() > log.end()) {
      throw new PartitionBlockedException(
          "the position %d is outside the log [%d, %d]: records are missing"
              .formatted(position.next(), log.beginning(), log.end()));
    }
  }
}
