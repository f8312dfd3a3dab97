package io.meanstream.persist.consumer;

import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.Positions;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the brokers and the store know of idle partitions. Asks each of them at most once for all
 * partitions, and only when a partition wants to know.
 */
final class IdleCheck {

  private final Uni<Map<String, Uni<String>>> topicIds;
  private final Uni<Set<Position>> current;

  /**
   * Creates a check.
   *
   * @param read the positions of the partitions
   */
  IdleCheck(TopicMetadata metadata, Positions positions, Collection<Position> read) {
    Set<String> topics =
        read.stream().map(at -> at.partition().topic()).collect(Collectors.toSet());
    this.topicIds = Uni.createFrom().item(() -> metadata.topicIds(topics)).memoize().indefinitely();
    this.current =
        Uni.createFrom().deferred(() -> positions.current(read)).memoize().indefinitely();
  }

  /** The id of a topic. Fails if it does not exist. */
  Uni<String> topicId(String topic) {
    return topicIds.chain(ids -> ids.get(topic));
  }

  /** Whether a position is still the one that was read. */
  Uni<Boolean> isCurrent(Position at) {
    return current.map(same -> same.contains(at));
  }
}
