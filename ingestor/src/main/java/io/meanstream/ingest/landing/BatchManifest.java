package io.meanstream.ingest.landing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
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
    Optional<FeedPosition> position) {}
