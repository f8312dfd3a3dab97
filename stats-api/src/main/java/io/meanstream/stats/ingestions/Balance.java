package io.meanstream.stats.ingestions;

import io.meanstream.stats.ingestions.IngestionDocument.Totals;
import java.util.function.ToLongFunction;

/**
 * What became of the rows that were read.
 *
 * @param read rows of sources, rejected ones included
 * @param stored rows that are documents now
 * @param corrected rows that replaced a document
 * @param duplicates rows that a document was equal to
 * @param rejected rows that could not be taken
 * @param inFlight rows whose outcome is not known yet, never negative
 */
record Balance(
    long read, long stored, long corrected, long duplicates, long rejected, long inFlight) {

  static final Balance ZERO = new Balance(0, 0, 0, 0, 0, 0);

  static Balance of(IngestionDocument ingestion) {
    long stored = sum(ingestion, totals -> totals.stored);
    long corrected = sum(ingestion, totals -> totals.corrected);
    long duplicates = sum(ingestion, totals -> totals.duplicates);
    long rejected =
        sum(ingestion, totals -> totals.rejected)
            + ingestion.checkpoint.rejected.values().stream().mapToLong(Long::longValue).sum();
    long read = ingestion.isForeign() ? rejected : ingestion.checkpoint.rows;
    return new Balance(
        read,
        stored,
        corrected,
        duplicates,
        rejected,
        Math.max(0, read - stored - corrected - duplicates - rejected));
  }

  Balance plus(Balance other) {
    return new Balance(
        read + other.read,
        stored + other.stored,
        corrected + other.corrected,
        duplicates + other.duplicates,
        rejected + other.rejected,
        inFlight + other.inFlight);
  }

  /** Whether each row that was read has exactly one outcome. */
  boolean addsUp() {
    return read == stored + corrected + duplicates + rejected;
  }

  private static long sum(IngestionDocument ingestion, ToLongFunction<Totals> outcome) {
    return ingestion.totals.values().stream().mapToLong(outcome).sum();
  }
}
