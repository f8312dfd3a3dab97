package io.meanstream.stats.ingestions;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of all rows. */
@Schema(
    name = "Balance",
    description = "Once settled: read = stored + corrected + duplicates + rejected")
record BalanceView(
    @Schema(description = "Rows read so far", examples = "84776") long read,
    @Schema(description = "Rows that are documents now", examples = "84774") long stored,
    @Schema(description = "Rows that replaced a document") long corrected,
    @Schema(description = "Rows that a document was equal to") long duplicates,
    @Schema(description = "Rows that could not be taken", examples = "2") long rejected,
    @Schema(description = "Rows whose outcome is not known yet") long inFlight,
    @Schema(description = "Every ingestion is settled") boolean settled) {

  static final BalanceView EMPTY = of(Balance.ZERO, true);

  BalanceView plus(Ingestion ingestion) {
    return of(balance().plus(ingestion.balance()), settled && ingestion.settled());
  }

  private Balance balance() {
    return new Balance(read, stored, corrected, duplicates, rejected, inFlight);
  }

  private static BalanceView of(Balance balance, boolean settled) {
    return new BalanceView(
        balance.read(),
        balance.stored(),
        balance.corrected(),
        balance.duplicates(),
        balance.rejected(),
        balance.inFlight(),
        settled);
  }
}
