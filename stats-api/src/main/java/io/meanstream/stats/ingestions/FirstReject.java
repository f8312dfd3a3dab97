package io.meanstream.stats.ingestions;

import io.meanstream.stats.http.SafeText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The first row of a source that was rejected on reading. */
@Schema(name = "FirstReject")
record FirstReject(
    @Schema(description = "Which data row, from 1", examples = "2", nullable = true) Long row,
    @Schema(description = "The line where it starts, from 1", examples = "3", nullable = true)
        Long line,
    @Schema(
            description = "The first field that is wrong; empty where it is the row as a whole",
            examples = "started_at",
            nullable = true)
        String field,
    @Schema(description = "The rule that it breaks", examples = "type", nullable = true)
        String rule,
    @Schema(description = "What is wrong, in words", nullable = true) String message) {

  static FirstReject of(IngestionDocument.FirstReject reject) {
    return new FirstReject(
        reject.row,
        reject.line,
        SafeText.of(reject.field),
        SafeText.of(reject.rule),
        SafeText.of(reject.message));
  }
}
