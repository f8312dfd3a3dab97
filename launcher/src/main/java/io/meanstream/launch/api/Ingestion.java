package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ingestion of one source, from reading to storing.
 *
 * @param settled whether every row has its final outcome
 * @param endedAt to the millisecond
 * @param warnings what the user should check in the source
 * @param firstReject where the first rejected row is, and what is wrong with it
 * @param knownAs the earlier ingestion of the same bytes
 */
public record Ingestion(
    String id,
    String source,
    String state,
    boolean settled,
    Optional<Instant> endedAt,
    Optional<String> knownAs,
    Optional<String> error,
    Optional<String> firstReject,
    List<String> warnings,
    Balance balance) {

  private static final Set<String> BAD = Set.of("failed", "cancelled", "unbalanced");

  static Ingestion of(JsonNode document) {
    return new Ingestion(
        document.path("id").asText(),
        document.path("source").asText(),
        document.path("state").asText(),
        document.path("settled").asBoolean(),
        Times.of(document.path("endedAt")),
        text(document.path("knownAs")),
        text(document.path("error")),
        firstReject(document.path("firstReject")),
        texts(document.path("warnings")),
        Balance.of(document));
  }

  /** Whether it failed, was cancelled or lost rows. */
  public boolean isBad() {
    return BAD.contains(state);
  }

  private static Optional<String> firstReject(JsonNode reject) {
    if (!reject.isObject()) {
      return Optional.empty();
    }
    String field = reject.path("field").asText("");
    return Optional.of(
        "line %d: %s%s"
            .formatted(
                reject.path("line").asLong(),
                field.isEmpty() ? "" : field + ": ",
                reject.path("message").asText("")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
