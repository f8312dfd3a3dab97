package io.meanstream.ingest.inbox;

import io.meanstream.ingest.http.IngestionAnswer;
import io.meanstream.source.Skipped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The result for a file of the inbox, written next to the file when it is moved.
 *
 * @param ingestions one for each source in it
 * @param skipped the files in it that were not read
 * @param error why it has no ingestion
 */
@RegisterForReflection
record InboxReport(
    String dataset,
    String file,
    Instant endedAt,
    List<IngestionAnswer> ingestions,
    List<Skipped> skipped,
    Optional<String> error) {}
