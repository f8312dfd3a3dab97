package io.meanstream.stats.ingestions;

import io.meanstream.catalog.DocumentId;
import io.meanstream.stats.ingestions.IngestionDocument.Checkpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The offsets that the persister has reached. */
record Positions(Map<String, Long> next) {

  static Positions of(List<PositionDocument> documents) {
    return new Positions(
        documents.stream()
            .collect(Collectors.toMap(document -> document.id, document -> document.next)));
  }

  /** Whether everything that a checkpoint speaks of is in the store. */
  boolean hasReached(String topic, Checkpoint checkpoint) {
    return checkpoint.offsets.entrySet().stream()
        .allMatch(offset -> next(topic, offset.getKey()) >= offset.getValue());
  }

  private long next(String topic, String partition) {
    return next.getOrDefault(DocumentId.join(topic, partition), 0L);
  }
}
