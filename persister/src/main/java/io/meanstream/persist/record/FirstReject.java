package io.meanstream.persist.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.bson.BsonDocument;

/** The first row of a source that the ingestor rejected. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record FirstReject(Long row, Long line, String field, String rule, String message) {

  BsonDocument toBson() {
    return new BsonFields()
        .number("row", row)
        .number("line", line)
        .text("field", field)
        .text("rule", rule)
        .text("message", message)
        .document();
  }
}
