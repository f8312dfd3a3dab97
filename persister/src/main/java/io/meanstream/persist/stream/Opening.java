package io.meanstream.persist.stream;

import io.meanstream.persist.batch.BatchWriter;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.Positions;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.common.TopicPartition;

/** Finds out where a partition has to be read from, which the store alone knows. */
final class Opening {

  /**
   * A partition that can be read.
   *
   * @param end of its log, when it was opened
   */
  record Opened(Position position, long end) {

    boolean isBehind() {
      return position.plan().isPresent() || position.next() < end;
    }
  }

  private final Logs logs;
  private final Positions positions;

  Opening(Logs logs, Positions positions) {
    this.logs = logs;
    this.positions = positions;
  }

  /** Fails with {@link StoppedException} where the position is not of this log. */
  Uni<Opened> open(TopicPartition partition, BatchWriter writer) {
    return logs.bounds(partition)
        .chain(
            log ->
                writer
                    .prepare(log.topicId())
                    .chain(() -> positions.open(partition, log.topicId(), log.beginning()))
                    .invoke(position -> check(position, log))
                    .map(position -> new Opened(position, log.end())));
  }

  private static void check(Position position, LogBounds log) {
    if (!position.topicId().equals(log.topicId())) {
      throw new StoppedException(
          "the position is of another topic of this name (%s, now %s): empty the store or delete the position"
              .formatted(position.topicId(), log.topicId()));
    }
    if (position.next() < log.beginning() || position.next() > log.end()) {
      throw new StoppedException(
          "the position %d is outside of the log [%d, %d]: records are missing"
              .formatted(position.next(), log.beginning(), log.end()));
    }
  }
}
