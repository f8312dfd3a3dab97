package io.meanstream.persist.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    String state,
    boolean replay,
    String owner,
    String hash,
    Long bytes,
    Long rows,
    String charset,
    String delimiter,
    List<String> columns,
    List<String> unknownColumns,
    List<String> warnings,
    Long ambiguousTimes,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt,
    String knownAs,
    String error,
    String topic) {

  private static final Set<String> STATES =
      Set.of("queued", "hashing", "reading", "done", "known", "failed", "cancelled");

  IngestionState {
    if (id == null || id.isEmpty()) {
      throw new IllegalArgumentException("an ingestion has an id");
    }
    if (state == null || !STATES.contains(state)) {
      throw new IllegalArgumentException(
          "an ingestion has one of the states " + new TreeSet<>(STATES));
    }
  }

  BsonDocument toBson() {
    return new BsonFields()
        .text("dataset", dataset)
        .text("source", source)
        .text("path", path)
        .text("entry", entry)
        .text("state", state)
        .flag("replay", replay)
        .text("owner", owner)
        .text("hash", hash)
        .number("bytes", bytes)
        .number("rows", rows)
        .text("charset", charset)
        .text("delimiter", delimiter)
        .texts("columns", columns)
        .texts("unknownColumns", unknownColumns)
        .texts("warnings", warnings)
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
