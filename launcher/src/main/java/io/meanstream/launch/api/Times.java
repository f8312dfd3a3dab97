package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Parses times in responses, truncated to milliseconds, the store's precision. */
final class Times {

  private Times() {}

  static Optional<Instant> of(JsonNode node) {
    return node.isTextual()
        ? Optional.of(Instant.parse(node.asText()).truncatedTo(ChronoUnit.MILLIS))
        : Optional.empty();
  }
}
