package io.meanstream.ingest.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * A feed as the API shows it.
 *
 * @param dataset that its records belong to
 * @param url of its first page, or of the database and table
 * @param scheduled whether this ingestor fetches it on its schedule
 * @param fetching whether a fetch is in progress
 * @param page the last page with records that has landed; of a table, its last row
 * @param landedAt when the last page landed
 * @param waitsUntil the time until which the server asked to wait, if it did
 * @param nextFetch when the schedule fetches it next
 * @param fetch the current fetch, or the last one of this process
 */
@RegisterForReflection
public record FeedStatus(
    String dataset,
    String url,
    boolean scheduled,
    boolean fetching,
    Optional<String> page,
    Optional<Instant> landedAt,
    Optional<Instant> waitsUntil,
    Optional<Instant> nextFetch,
    Optional<FetchReport> fetch) {}
