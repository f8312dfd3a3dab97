package io.meanstream.stats.rejects;

import io.meanstream.stats.http.SafeText;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A row that could not be used, and why. */
@Schema(name = "Reject")
record Reject(
    @Schema(description = "The ingestion that read it", nullable = true) String ingestion,
    @Schema(
            description = "The file, or the topic where the store refused a record",
            examples = "202004-divvy-tripdata.csv",
            nullable = true)
        String source,
    @Schema(
            description = "Which data row, from 1; null for a record that no ingestion sent",
            examples = "2",
            nullable = true)
        Long row,
    @Schema(
            description = "The line where it starts, from 1; null where the store refused it",
            examples = "3",
            nullable = true)
        Long line,
    @Schema(
            description = "The first field that is wrong; empty where it is the row as a whole",
            examples = "started_at",
            nullable = true)
        String field,
    @Schema(description = "The rule that it breaks", examples = "type", nullable = true)
        String rule,
    @Schema(description = "What is wrong, in words", nullable = true) String message,
    @Schema(
            description =
                "The row as CSV, or the record; clipped, without what could upset a terminal",
            nullable = true)
        String raw,
    @Schema(examples = "2020-05-01T08:00:00Z", nullable = true) Instant at) {

  static Reject of(RejectDocument document) {
    return new Reject(
        document.ingestion,
        SafeText.of(document.source),
        document.row,
        document.line,
        SafeText.of(document.field),
        SafeText.of(document.rule),
        SafeText.of(document.message),
        SafeText.of(document.raw),
        document.at);
  }
}
