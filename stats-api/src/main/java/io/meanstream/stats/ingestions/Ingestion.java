package io.meanstream.stats.ingestions;

import io.meanstream.protocol.IngestionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The reading of one source, and what became of its rows. */
@Schema(name = "Ingestion")
record Ingestion(
    String id,
    @Schema(examples = "rides", nullable = true) String dataset,
    @Schema(examples = "202004-divvy-tripdata.csv", nullable = true) String source,
    @Schema(
            description = "`unbalanced`: it is settled, and a row has no outcome or two",
            enumeration = {
              "queued",
              "hashing",
              "reading",
              "done",
              "known",
              "failed",
              "cancelled",
              "unbalanced"
            })
        String state,
    @Schema(description = "It has ended, and the store has everything that it sent")
        boolean settled,
    @Schema(description = "The source was read before, and is read again on purpose")
        boolean replay,
    @Schema(description = "How many rows it has, once counted", examples = "84776", nullable = true)
        Long rows,
    @Schema(description = "How many bytes, decompressed", examples = "15023112", nullable = true)
        Long bytes,
    @Schema(description = "How many of these were read for `read` rows", nullable = true)
        Long bytesRead,
    @Schema(description = "What its bytes are read as", examples = "UTF-8", nullable = true)
        String charset,
    @Schema(
            description = "What stands between two of its fields, or `tab`",
            examples = ",",
            nullable = true)
        String delimiter,
    @Schema(description = "The ingestion that read these bytes before", nullable = true)
        String knownAs,
    @Schema(description = "Why it failed", nullable = true) String error,
    @Schema(description = "What somebody should look at in the source, each in a sentence")
        List<String> warnings,
    @Schema(nullable = true) Instant createdAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(
            description = "The rows that were rejected on reading, by rule",
            examples = "{\"type\": 2}")
        Map<String, Long> rejectedByRule,
    @Schema(nullable = true) FirstReject firstReject,
    @Schema(description = "Rows read so far", examples = "84776") long read,
    @Schema(description = "Rows that are documents now", examples = "84774") long stored,
    @Schema(description = "Rows that replaced a document") long corrected,
    @Schema(description = "Rows that a document was equal to") long duplicates,
    @Schema(description = "Rows that could not be taken", examples = "2") long rejected,
    @Schema(description = "Rows whose outcome is not known yet") long inFlight) {

  private static final String DONE = IngestionState.DONE.id();
  private static final String UNBALANCED = "unbalanced";

  static Ingestion of(IngestionDocument document, Positions positions) {
    Balance balance = Balance.of(document);
    String state = Optional.ofNullable(document.state).orElse(DONE);
    boolean settled = isSettled(document, state, positions);
    boolean unbalanced = settled && state.equals(DONE) && !balance.addsUp();
    return new Ingestion(
        document.id,
        document.dataset,
        document.source,
        unbalanced ? UNBALANCED : state,
        settled,
        document.replay,
        document.rows,
        document.bytes,
        document.checkpoint.bytes,
        document.charset,
        document.delimiter,
        document.knownAs,
        document.error,
        document.warnings,
        document.createdAt,
        document.endedAt,
        new TreeMap<>(document.checkpoint.rejected),
        Optional.ofNullable(document.checkpoint.firstReject).map(FirstReject::of).orElse(null),
        balance.read(),
        balance.stored(),
        balance.corrected(),
        balance.duplicates(),
        balance.rejected(),
        balance.inFlight());
  }

  Balance balance() {
    return new Balance(read, stored, corrected, duplicates, rejected, inFlight);
  }

  /**
   * A state can be here before the last checkpoint is: only with both it is known what was sent.
   */
  private static boolean isSettled(IngestionDocument document, String state, Positions positions) {
    if (document.isForeign()) {
      return true;
    }
    boolean complete = !state.equals(DONE) || document.checkpoint.done;
    return IngestionState.of(state).filter(IngestionState::isEnded).isPresent()
        && complete
        && positions.hasReached(document.topic, document.checkpoint);
  }
}
