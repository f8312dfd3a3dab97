package io.meanstream.cluster.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * The state of one process.
 *
 * @param pid of the current or last process; 0 before the first start
 * @param state {@code starting}, {@code up}, {@code down} until the next start, or {@code crashed}
 *     after it ended quickly too often
 * @param restarts how often it was restarted after it had ended
 * @param log its log file
 */
public record ProcessState(
    String name, long pid, String url, String state, int restarts, Path log) {

  static final String STARTING = "starting";
  static final String UP = "up";
  static final String DOWN = "down";
  static final String CRASHED = "crashed";

  /** What earlier versions wrote for {@link #CRASHED}. */
  private static final String FORMER_CRASHED = "left";

  /** Whether it is ready. */
  public boolean isUp() {
    return state.equals(UP);
  }

  /** Whether it stays down until somebody restarts it. */
  public boolean isCrashed() {
    return state.equals(CRASHED);
  }

  /** A message that a crashed process stays down, with advice. */
  public String crashMessage() {
    return ("%s crashed %d times in a row and is no longer restarted: './meanstream logs %s' shows"
            + " why, './meanstream restart %s' starts it again")
        .formatted(name, RestartPolicy.LIMIT, name, name);
  }

  ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("pid", pid)
        .put("url", url)
        .put("state", state)
        .put("restarts", restarts)
        .put("log", log.toString());
  }

  static ProcessState of(JsonNode json) {
    String state = json.path("state").asText();
    return new ProcessState(
        json.path("name").asText(),
        json.path("pid").asLong(),
        json.path("url").asText(),
        state.equals(FORMER_CRASHED) ? CRASHED : state,
        json.path("restarts").asInt(),
        Path.of(json.path("log").asText()));
  }
}
