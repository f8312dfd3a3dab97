package io.meanstream.cluster.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * How a part is.
 *
 * @param pid of the process that runs, or ran last; 0 before the first
 * @param state {@code starting}; {@code up}; {@code down} until it is started again; {@code left}
 *     because it ended at once too often
 * @param restarts how often it was started again after it had ended
 * @param log the file that it writes to
 */
public record ProcessState(
    String name, long pid, String url, String state, int restarts, Path log) {

  static final String STARTING = "starting";
  static final String UP = "up";
  static final String DOWN = "down";
  static final String LEFT = "left";

  /** Whether it takes requests. */
  public boolean isUp() {
    return state.equals(UP);
  }

  /** Whether it is not started again unless somebody asks for it. */
  public boolean isLeft() {
    return state.equals(LEFT);
  }

  /** What to tell of one that is left: what happened, and what to do. */
  public String whyLeft() {
    return ("%s ended at once %d times in a row and was left: './meanstream logs %s' shows why,"
            + " './meanstream restart %s' starts it again")
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
    return new ProcessState(
        json.path("name").asText(),
        json.path("pid").asLong(),
        json.path("url").asText(),
        json.path("state").asText(),
        json.path("restarts").asInt(),
        Path.of(json.path("log").asText()));
  }
}
