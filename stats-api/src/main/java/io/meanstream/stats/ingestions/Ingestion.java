package io.meanstream.stats.ingestions;

import io.meanstream.protocol.IngestionState;
import io.meanstream.stats.http.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One reading of a source, and the outcomes of its rows. */
@Schema(name = "Ingestion")
public record Ingestion(
    String id,
    @Schema(examples = "rides", nullable = true) String dataset,
    @Schema(examples = "202004-divvy-tripdata.csv", nullable = true) String source,
    @Schema(
            description = "`unbalanced`: it is settled, but a row has no outcome, or more than one",
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
    @Schema(description = "Whether it has ended and the store has everything that it sent")
        boolean settled,
    @Schema(description = "Whether it deliberately reads a known source again") boolean replay,
    @Schema(
            description = "Number of rows of the source, once counted",
            examples = "84776",
            nullable = true)
        Long rows,
    @Schema(description = "Decompressed size in bytes", examples = "15023112", nullable = true)
        Long bytes,
    @Schema(description = "Number of bytes read so far", nullable = true) Long bytesRead,
    @Schema(description = "The character set of the source", examples = "UTF-8", nullable = true)
        String charset,
    @Schema(
            description = "The delimiter of its fields: a character or `tab`",
            examples = ",",
            nullable = true)
        String delimiter,
    @Schema(description = "The earlier ingestion that read the same bytes", nullable = true)
        String knownAs,
    @Schema(description = "Why it failed", nullable = true) String error,
    @Schema(description = "Things in the source that someone should check") List<String> warnings,
    @Schema(nullable = true) Instant createdAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(
            description = "Number of rows that the ingestor rejected, by rule",
            examples = "{\"type\": 2}")
        Map<String, Long> rejectedByRule,
    @Schema(nullable = true) FirstReject firstReject,
    @Schema(
            description = "What else was counted in the rows read, by name",
            examples = "{\"ambiguousTimes\": 1}")
        Map<String, Long> figures,
    @Schema(description = "Rows read so far, including rejected ones", examples = "84776")
        long read,
    @Schema(description = "Rows stored as new documents", examples = "84774") long stored,
    @Schema(description = "Rows that replaced a document") long corrected,
    @Schema(description = "Rows equal to a stored document") long duplicates,
    @Schema(description = "Rows that failed validation", examples = "2") long rejected,
    @Schema(description = "Rows without an outcome yet") long inFlight) {

  /** The first row of a source that the ingestor rejected. Texts are safe to print. */
  @Schema(name = "FirstReject")
  public record FirstReject(
      @Schema(description = "The number of the data row, from 1", examples = "2", nullable = true)
          Long row,
      @Schema(
              description = "The line on which the row starts, from 1",
              examples = "3",
              nullable = true)
          Long line,
      @Schema(
              description = "The first wrong field; empty if the row as a whole is wrong",
              examples = "started_at",
              nullable = true)
          String field,
      @Schema(description = "The rule that the row breaks", examples = "type", nullable = true)
          String rule,
      @Schema(description = "What is wrong", nullable = true) String message) {

    public FirstReject {
      field = SafeText.of(field);
      rule = SafeText.of(rule);
      message = SafeText.of(message);
    }
  }

  private static final String DONE = IngestionState.DONE.id();
  private static final String UNBALANCED = "unbalanced";

  static Ingestion of(IngestionDocument document, Positions positions) {
    String state = Optional.ofNullable(document.state).orElse(DONE);
    boolean settled = isSettled(document, state, positions);
    Balance balance = Balance.of(document, settled);
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
        document.checkpoint.firstReject,
        new TreeMap<>(document.checkpoint.figures),
        balance.read(),
        balance.stored(),
        balance.corrected(),
        balance.duplicates(),
        balance.rejected(),
        balance.inFlight());
  }

  /** Whether it is settled, but a row has no outcome, or more than one. */
  @Schema(hidden = true)
  boolean isUnbalanced() {
    return state.equals(UNBALANCED);
  }

  Balance balance() {
    return new Balance(read, stored, corrected, duplicates, rejected, inFlight, settled);
  }

  /** A state can arrive before the last checkpoint. Only both together say what was sent. */
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
