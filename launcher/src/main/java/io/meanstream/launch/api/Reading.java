package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How far the ingestor has come with a source.
 *
 * @param rows the rows that it has, 0 until they are counted
 * @param endedAt to the millisecond
 */
public record Reading(
    String id, String source, String state, long rows, long read, Optional<Instant> endedAt) {

  private static final Set<String> ENDED = Set.of("done", "known", "failed", "cancelled");

  static Reading of(JsonNode document) {
    return new Reading(
        document.path("id").asText(),
        document.path("source").asText(),
        document.path("state").asText(),
        document.path("rows").asLong(),
        document.path("read").asLong(),
        Times.of(document.path("endedAt")));
  }

  public boolean ended() {
    return ENDED.contains(state);
  }
}
