package io.meanstream.ingest.state;

import io.meanstream.catalog.dataset.DocumentId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Identifies a reading of a source: by its dataset and bytes, so that they are read once whatever
 * their name, and for a replay also by its ingestion.
 *
 * @param hash of the source's bytes
 * @param replay the id of the ingestion that replays the source
 */
public record SourceKey(String dataset, String hash, Optional<String> replay) {

  /** The key of a source's first reading. */
  public static SourceKey of(String dataset, String hash) {
    return new SourceKey(dataset, hash, Optional.empty());
  }

  /** Whether both keys are different replays of the same source. */
  public boolean isReplayBeside(SourceKey other) {
    return replay.isPresent()
        && other.replay.isPresent()
        && !equals(other)
        && dataset.equals(other.dataset)
        && hash.equals(other.hash);
  }

  /**
   * The transactional id of its writer: of two writers, the later fences the earlier. All replays
   * of a source share one.
   */
  public String transactionalId() {
    return replay.isPresent() ? DocumentId.join(dataset, hash, "replay") : join();
  }

  /** Joins a prefix and the parts. */
  public String join(String... prefix) {
    return DocumentId.join(
        Stream.of(Stream.of(prefix), Stream.of(dataset, hash), replay.stream())
            .flatMap(parts -> parts)
            .toArray(String[]::new));
  }
}
