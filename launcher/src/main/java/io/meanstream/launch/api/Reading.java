package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * How far the ingestor has come with a source.
 *
 * @param rows the rows that it has, 0 until they are counted
 */
public record Reading(String id, String source, String state, long rows, long read) {

  private static final Set<String> ENDED = Set.of("done", "known", "failed", "cancelled");

  static Reading of(JsonNode document) {
    return new Reading(
        document.path("id").asText(),
        document.path("source").asText(),
        document.path("state").asText(),
        document.path("rows").asLong(),
        document.path("read").asLong());
  }

  public boolean ended() {
    return ENDED.contains(state);
  }
}
