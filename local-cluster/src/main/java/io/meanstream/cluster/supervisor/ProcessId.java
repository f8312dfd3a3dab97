package io.meanstream.cluster.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Identifies a process by id and start time, since the system reuses ids. */
public record ProcessId(long pid, Optional<Instant> started) {

  static ProcessId current() {
    return of(ProcessHandle.current());
  }

  static ProcessId of(ProcessHandle process) {
    return new ProcessId(process.pid(), process.info().startInstant());
  }

  /** The process, if it is still alive. */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(it -> of(it).equals(this));
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("pid", pid);
    started.ifPresent(instant -> json.put("started", instant.toString()));
    return json;
  }

  static ProcessId of(JsonNode json) {
    return new ProcessId(
        json.path("pid").asLong(),
        Optional.of(json.path("started"))
            .filter(JsonNode::isTextual)
            .map(text -> Instant.parse(text.asText())));
  }
}
