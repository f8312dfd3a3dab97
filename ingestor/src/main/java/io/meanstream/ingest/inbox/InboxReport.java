package io.meanstream.ingest.inbox;

import io.meanstream.ingest.http.IngestionAnswer;
import io.meanstream.source.Skipped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a file of the inbox; it is written beside the file when that moves aside.
 *
 * @param ingestions one for each source in it
 * @param skipped what was not read in it
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
