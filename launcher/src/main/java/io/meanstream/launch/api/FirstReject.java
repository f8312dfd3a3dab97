package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The first row of a source that was rejected on reading.
 *
 * @param field empty where it is the row as a whole
 */
public record FirstReject(long line, String field, String message) {

  static Optional<FirstReject> of(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new FirstReject(
                node.path("line").asLong(),
                node.path("field").asText(""),
                node.path("message").asText("")))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "line %d: %s%s".formatted(line, field.isEmpty() ? "" : field + ": ", message);
  }
}
