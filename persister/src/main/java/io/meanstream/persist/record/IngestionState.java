package io.meanstream.persist.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;

/** What the ingestor says of an ingestion, on the topic {@code meanstream.ingestions}. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record IngestionState(
    String id,
    String dataset,
    String source,
    String path,
    String entry,
    State state,
    String owner,
    String hash,
    Long bytes,
    Long rows,
    List<String> columns,
    List<String> unknownColumns,
    Long ambiguousTimes,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt,
    String knownAs,
    String error,
    String topic) {

  /** The states by the names that they have in records. */
  enum State {
    queued,
    hashing,
    reading,
    done,
    known,
    failed,
    cancelled
  }

  IngestionState {
    if (id == null || state == null) {
      throw new IllegalArgumentException("an ingestion has an id and a state");
    }
  }

  BsonDocument toBson() {
    return new BsonFields()
        .text("dataset", dataset)
        .text("source", source)
        .text("path", path)
        .text("entry", entry)
        .text("state", state.name())
        .text("owner", owner)
        .text("hash", hash)
        .number("bytes", bytes)
        .number("rows", rows)
        .texts("columns", columns)
        .texts("unknownColumns", unknownColumns)
        .number("ambiguousTimes", ambiguousTimes)
        .instant("createdAt", createdAt)
        .instant("startedAt", startedAt)
        .instant("endedAt", endedAt)
        .text("knownAs", knownAs)
        .text("error", error)
        .text("topic", topic)
        .document();
  }
}
