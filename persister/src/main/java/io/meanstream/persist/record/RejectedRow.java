package io.meanstream.persist.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.bson.BsonDocument;

/** A row that the ingestor rejected, on the topic {@code meanstream.rejects}. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record RejectedRow(
    String ingestion,
    String dataset,
    String source,
    Long row,
    Long line,
    String field,
    String rule,
    String message,
    String raw,
    Instant at) {

  private static final int LONGEST_RAW = 64_000;

  RejectedRow {
    if (ingestion == null || rule == null) {
      throw new IllegalArgumentException("a reject has an ingestion and a rule");
    }
  }

  BsonDocument toBson(String id) {
    return new BsonFields()
        .text("_id", id)
        .text("ingestion", ingestion)
        .text("dataset", dataset)
        .text("source", source)
        .number("row", row)
        .number("line", line)
        .text("field", field)
        .text("rule", rule)
        .text("message", message)
        .text("raw", raw == null ? null : Clip.to(LONGEST_RAW, raw))
        .instant("at", at)
        .document();
  }
}
