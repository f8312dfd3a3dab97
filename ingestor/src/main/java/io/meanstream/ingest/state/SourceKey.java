package io.meanstream.ingest.state;

import io.meanstream.catalog.DocumentId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Kafka knows the reading of a source by: its dataset and its bytes, so that they are read
 * once under whatever name, and the ingestion where they are read again on purpose.
 *
 * @param hash the source's
 * @param replay the id of the ingestion that reads the source again
 */
public record SourceKey(String dataset, String hash, Optional<String> replay) {

  /** The key of a source's ordinary reading. */
  public static SourceKey of(String dataset, String hash) {
    return new SourceKey(dataset, hash, Optional.empty());
  }

  /** Whether another key is of the same source, read again on purpose as well. */
  public boolean isReplayBeside(SourceKey other) {
    return replay.isPresent()
        && other.replay.isPresent()
        && !equals(other)
        && dataset.equals(other.dataset)
        && hash.equals(other.hash);
  }

  /**
   * What Kafka knows its writer by: of two who open it, the later one fences the first. All replays
   * of a source share one.
   */
  public String transactionalId() {
    return replay.isPresent() ? DocumentId.join(dataset, hash, "replay") : join();
  }

  /** The parts as one text behind a prefix. */
  public String join(String... prefix) {
    return DocumentId.join(
        Stream.of(Stream.of(prefix), Stream.of(dataset, hash), replay.stream())
            .flatMap(parts -> parts)
            .toArray(String[]::new));
  }
}
