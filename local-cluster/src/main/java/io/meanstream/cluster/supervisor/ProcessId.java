package io.meanstream.cluster.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a process by id and start, since the system reuses ids.
 *
 * @param started on Linux the clock ticks since the system booted: the time of day that {@link
 *     ProcessHandle} derives from them changes whenever the clock is set, as after a virtual
 *     machine slept. Elsewhere that time of day; empty if the system does not tell.
 */
public record ProcessId(long pid, Optional<String> started) {

  /** The position of the start in {@code /proc/PID/stat}, after the name in parentheses. */
  private static final int START_FIELD = 19;

  /** This process. */
  public static ProcessId current() {
    return of(ProcessHandle.current());
  }

  static ProcessId of(ProcessHandle process) {
    return new ProcessId(
        process.pid(),
        ticks(process.pid()).or(() -> process.info().startInstant().map(Instant::toString)));
  }

  private static Optional<String> ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // the name may contain spaces and parentheses
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(fields[START_FIELD] + " ticks after boot");
    } catch (IOException e) {
      // not Linux, or the process is gone
      return Optional.empty();
    }
  }

  /** The process, if it is still alive. */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(it -> of(it).equals(this));
  }

  /** A JSON object that {@link #of(JsonNode)} reads. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("pid", pid);
    started.ifPresent(start -> json.put("started", start));
    return json;
  }

  static ProcessId of(JsonNode json) {
    return new ProcessId(
        json.path("pid").asLong(),
        Optional.of(json.path("started")).filter(JsonNode::isTextual).map(JsonNode::asText));
  }
}
