package io.meanstream.stats.ingestions;

import io.meanstream.catalog.dataset.DocumentId;
import io.meanstream.stats.ingestions.IngestionDocument.Checkpoint;
import io.meanstream.stats.ingestions.PositionRepository.Position;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The next offset to store in each partition, by {@code topic|partition}. */
record Positions(Map<String, Long> next) {

  static Positions of(List<Position> positions) {
    return new Positions(
        positions.stream().collect(Collectors.toMap(Position::id, Position::next)));
  }

  /** Whether everything that a checkpoint covers is in the store. */
  boolean hasReached(String topic, Checkpoint checkpoint) {
    return checkpoint.offsets.entrySet().stream()
        .allMatch(offset -> next(topic, offset.getKey()) >= offset.getValue());
  }

  private long next(String topic, String partition) {
    return next.getOrDefault(DocumentId.join(topic, partition), 0L);
  }
}
