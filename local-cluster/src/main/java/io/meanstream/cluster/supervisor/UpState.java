package io.meanstream.cluster.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.cluster.StartException;
import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Pause;
import io.meanstream.cluster.pipeline.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What is up, as its supervisor writes it down for the other commands.
 *
 * @param supervisor the process that all others end with
 * @param store one plain sentence of the store, empty before it is up
 * @param wiring what the parts were told; nothing before the store is up
 * @param up whether everything that the start waits for has come up
 * @param urls of the services, also of those that the user runs
 * @param error why it ends, where it failed to start
 */
public record UpState(
    ProcessId supervisor,
    String store,
    Optional<Endpoints> wiring,
    boolean up,
    Map<Service, URI> urls,
    List<ProcessState> parts,
    Optional<String> error) {

  /** How the part of this name is. */
  public Optional<ProcessState> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** Lets time pass while it is up. */
  public Pause whileUp() {
    return time -> {
      if (supervisor.handle().isEmpty()) {
        throw new StartException("the supervisor has ended");
      }
      LockSupport.parkNanos(time.toNanos());
    };
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("store", store).put("up", up);
    json.set("supervisor", supervisor.toJson());
    error.ifPresent(message -> json.put("error", message));
    wiring.ifPresent(it -> json.set("wiring", wiringToJson(it)));
    ObjectNode places = json.putObject("urls");
    urls.forEach((service, url) -> places.put(service.id(), url.toString()));
    parts.forEach(part -> json.withArray("parts").add(part.toJson()));
    return json;
  }

  static UpState of(JsonNode json) {
    Map<Service, URI> urls = new TreeMap<>();
    for (Service service : Service.values()) {
      urls.put(service, URI.create(json.path("urls").path(service.id()).asText()));
    }
    List<ProcessState> parts = new ArrayList<>();
    json.path("parts").forEach(part -> parts.add(ProcessState.of(part)));
    return new UpState(
        ProcessId.of(json.path("supervisor")),
        json.path("store").asText(),
        Optional.of(json.path("wiring")).filter(JsonNode::isObject).map(UpState::wiringOf),
        json.path("up").asBoolean(),
        urls,
        parts,
        Optional.of(json.path("error")).filter(JsonNode::isTextual).map(JsonNode::asText));
  }

  private static ObjectNode wiringToJson(Endpoints wiring) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("bootstrapServers", wiring.bootstrapServers())
        .put("storeUri", wiring.storeUri())
        .put("database", wiring.database())
        .put("datasets", wiring.datasets().toString())
        .put("tokenFile", wiring.tokenFile().toString());
  }

  private static Endpoints wiringOf(JsonNode json) {
    return new Endpoints(
        json.path("bootstrapServers").asText(),
        json.path("storeUri").asText(),
        json.path("database").asText(),
        Path.of(json.path("datasets").asText()),
        Path.of(json.path("tokenFile").asText()));
  }
}
