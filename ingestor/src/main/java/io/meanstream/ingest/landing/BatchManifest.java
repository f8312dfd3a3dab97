package io.meanstream.ingest.landing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Facts about a batch, stored with its records.
 *
 * @param ingestion the id of their ingestion
 * @param file the name of their file
 * @param bytes its size
 * @param hash the SHA-256 of its bytes
 * @param landedAt when they had arrived
 * @param position the position of the feed that they come from, if any
 */
@RegisterForReflection
public record BatchManifest(
    String ingestion,
    String file,
    long bytes,
    String hash,
    Instant landedAt,
    Optional<FeedPosition> position) {

  static BatchManifest of(Arrival arrival, Instant now, Optional<FeedPosition> position)
      throws IOException {
    return new BatchManifest(
        arrival.ingestion(),
        arrival.file().getFileName().toString(),
        Files.size(arrival.file()),
        arrival.hash(),
        // what PostgreSQL can store
        now.truncatedTo(ChronoUnit.MICROS),
        position);
  }

  /** Where the records come from: the feed in the definition, or a push. */
  String origin() {
    return position.map(FeedPosition::feed).orElse("push");
  }
}
