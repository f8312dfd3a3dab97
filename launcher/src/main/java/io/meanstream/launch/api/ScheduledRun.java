package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.meanstream.protocol.RunState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A run of the batch, as the scheduler and stats-api report it.
 *
 * @param exitCode of its process, if it ended
 * @param retriedAs the run that retries it
 * @param log the last lines of its output, if it failed
 * @param document the whole response
 */
public record ScheduledRun(
    String id,
    String state,
    Optional<Integer> exitCode,
    Optional<String> error,
    Optional<String> retriedAs,
    List<String> log,
    JsonNode document) {

  static ScheduledRun of(JsonNode document) {
    return new ScheduledRun(
        document.path("id").asText(),
        document.path("state").asText(),
        Optional.of(document.path("exitCode")).filter(JsonNode::isInt).map(JsonNode::asInt),
        text(document.path("error")),
        text(document.path("retriedAs")),
        StreamSupport.stream(document.path("log").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        document);
  }

  /** Whether the run has ended. */
  public boolean ended() {
    return RunState.of(state).map(RunState::isEnded).orElse(true);
  }

  /** A short summary for people. */
  public String summary() {
    return switch (state) {
      case "done" ->
          String.format(
              Locale.ROOT,
              "done at %s, %,d rows read",
              document.path("endedAt").asText(),
              document.path("rowsRead").asLong());
      case "queued" -> "queued since " + document.path("requestedAt").asText();
      case "running" -> "running since " + document.path("startedAt").asText();
      default -> state + " at " + document.path("endedAt").asText() + ": " + error.orElse("");
    };
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
