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
 * The state of the running stack. The supervisor writes it to a file for the other commands.
 *
 * @param supervisor the process that starts all others; they end with it
 * @param store a sentence that describes the store; empty before it is up
 * @param endpoints the endpoints passed to the processes; empty before the store is up
 * @param up whether everything that the start waits for is up
 * @param urls of the services, including those that the user runs
 * @param error why the start failed
 */
public record UpState(
    ProcessId supervisor,
    String store,
    Optional<Endpoints> endpoints,
    boolean up,
    Map<Service, URI> urls,
    List<ProcessState> processes,
    Optional<String> error) {

  /** The state of the process of this name. */
  public Optional<ProcessState> process(String name) {
    return processes.stream().filter(process -> process.name().equals(name)).findFirst();
  }

  /** Waits between two polls; fails once the supervisor has ended. */
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
    endpoints.ifPresent(it -> json.set("endpoints", endpointsToJson(it)));
    ObjectNode places = json.putObject("urls");
    urls.forEach((service, url) -> places.put(service.id(), url.toString()));
    processes.forEach(process -> json.withArray("parts").add(process.toJson()));
    return json;
  }

  static UpState of(JsonNode json) {
    Map<Service, URI> urls = new TreeMap<>();
    for (Service service : Service.values()) {
      urls.put(service, URI.create(json.path("urls").path(service.id()).asText()));
    }
    List<ProcessState> processes = new ArrayList<>();
    json.path("parts").forEach(process -> processes.add(ProcessState.of(process)));
    return new UpState(
        ProcessId.of(json.path("supervisor")),
        json.path("store").asText(),
        // earlier versions wrote it as "wiring"
        Optional.of(json.path(json.has("wiring") ? "wiring" : "endpoints"))
            .filter(JsonNode::isObject)
            .map(UpState::endpointsOf),
        json.path("up").asBoolean(),
        urls,
        processes,
        Optional.of(json.path("error")).filter(JsonNode::isTextual).map(JsonNode::asText));
  }

  private static ObjectNode endpointsToJson(Endpoints endpoints) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("bootstrapServers", endpoints.bootstrapServers())
        .put("storeUri", endpoints.storeUri())
        .put("database", endpoints.database())
        .put("datasets", endpoints.datasets().toString())
        .put("tokenFile", endpoints.tokenFile().toString());
  }

  private static Endpoints endpointsOf(JsonNode json) {
    return new Endpoints(
        json.path("bootstrapServers").asText(),
        json.path("storeUri").asText(),
        json.path("database").asText(),
        Path.of(json.path("datasets").asText()),
        Path.of(json.path("tokenFile").asText()));
  }
}
