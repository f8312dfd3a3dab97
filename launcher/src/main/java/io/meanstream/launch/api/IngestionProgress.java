package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.launch.show.Json;
import io.meanstream.protocol.IngestionState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * How much of a source the ingestor has read.
 *
 * @param rows the number of rows, 0 until they are counted
 * @param bytesRead in the current pass
 * @param secondsLeft at the current rate, while it is being read
 * @param endedAt to the millisecond
 * @param refusal why it does not match its dataset, if that was found before any row was sent
 */
public record IngestionProgress(
    String id,
    String source,
    String state,
    long rows,
    long read,
    long bytesRead,
    Optional<Double> rowsPerSecond,
    Optional<Double> secondsLeft,
    Optional<String> error,
    Optional<Instant> endedAt,
    Optional<String> refusal) {

  static IngestionProgress of(JsonNode document) {
    return new IngestionProgress(
        document.path("id").asText(),
        document.path("source").asText(),
        document.path("state").asText(),
        document.path("rows").asLong(),
        document.path("read").asLong(),
        document.path("bytesRead").asLong(),
        number(document.path("rowsPerSecond")),
        number(document.path("secondsLeft")),
        Optional.of(document.path("error")).filter(JsonNode::isTextual).map(JsonNode::asText),
        Times.of(document.path("endedAt")),
        refusal(document));
  }

  static List<IngestionProgress> all(JsonNode items) {
    return StreamSupport.stream(items.spliterator(), false).map(IngestionProgress::of).toList();
  }

  public boolean ended() {
    return IngestionState.of(state).filter(IngestionState::isEnded).isPresent();
  }

  /** A source whose rows were counted is readable: later failures are not the user's mistake. */
  private static Optional<String> refusal(JsonNode document) {
    boolean refused =
        document.path("state").asText().equals(IngestionState.FAILED.id())
            && !document.path("rows").isNumber();
    return refused ? Optional.of(document.path("error").asText()) : Optional.empty();
  }

  /** This progress as JSON. */
  public ObjectNode document() {
    return Json.object()
        .put("id", id)
        .put("source", source)
        .put("state", state)
        .put("rows", rows)
        .put("read", read)
        .put("bytesRead", bytesRead)
        .put("rowsPerSecond", rowsPerSecond.orElse(null))
        .put("secondsLeft", secondsLeft.orElse(null))
        .put("error", error.orElse(null));
  }

  private static Optional<Double> number(JsonNode node) {
    return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
  }
}
