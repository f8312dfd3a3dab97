package io.meanstream.ingest.landing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a batch, kept beside its records.
 *
 * @param ingestion the id under which they are ingested
 * @param file the name of their file
 * @param bytes its size
 * @param hash the SHA-256 of its bytes
 * @param landedAt when they had arrived
 * @param position where the feed stands that they come from, if they come from one
 */
@RegisterForReflection
public record BatchManifest(
    String ingestion,
    String file,
    long bytes,
    String hash,
    Instant landedAt,
    Optional<FeedPosition> position) {}
