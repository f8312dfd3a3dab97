package io.meanstream.stats.ingestions;

import io.meanstream.stats.ingestions.IngestionDocument.Totals;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcomes of all rows of one or more ingestions. */
@Schema(description = "Once settled: read = stored + corrected + duplicates + rejected")
public record Balance(
    @Schema(description = "Rows read so far, including rejected ones", examples = "84776")
        long read,
    @Schema(description = "Rows stored as new documents", examples = "84774") long stored,
    @Schema(description = "Rows that replaced a document") long corrected,
    @Schema(description = "Rows equal to a stored document") long duplicates,
    @Schema(description = "Rows that failed validation", examples = "2") long rejected,
    @Schema(description = "Rows without an outcome yet; never negative") long inFlight,
    @Schema(description = "Whether all ingestions are settled") boolean settled) {

  static final Balance ZERO = new Balance(0, 0, 0, 0, 0, 0, true);

  static Balance of(IngestionDocument ingestion, boolean settled) {
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
        Math.max(0, read - stored - corrected - duplicates - rejected),
        settled);
  }

  Balance plus(Balance other) {
    return new Balance(
        read + other.read,
        stored + other.stored,
        corrected + other.corrected,
        duplicates + other.duplicates,
        rejected + other.rejected,
        inFlight + other.inFlight,
        settled && other.settled);
  }

  /** Whether each row that was read has exactly one outcome. */
  boolean addsUp() {
    return read == stored + corrected + duplicates + rejected;
  }

  private static long sum(IngestionDocument ingestion, ToLongFunction<Totals> outcome) {
    return ingestion.totals.values().stream().mapToLong(outcome).sum();
  }
}
