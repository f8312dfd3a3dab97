package io.meanstream.launch.command;

import io.meanstream.cluster.pipeline.Addresses;
import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.pipeline.Topology;
import io.meanstream.cluster.supervisor.UpState;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The command that runs a service in dev mode against the running stack. */
final class DevMode {

  private DevMode() {}

  /** A shell command. It sets only the variables that differ from dev mode's defaults. */
  static String of(Service service, UpState state, Home home) {
    Endpoints endpoints = state.endpoints().orElseThrow();
    Map<String, String> usual = usual(endpoints, home).environment();
    String variables =
        endpoints.environment().entrySet().stream()
            .filter(entry -> !entry.getValue().equals(usual.get(entry.getKey())))
            .map(entry -> entry.getKey() + "='" + entry.getValue() + "' ")
            .collect(Collectors.joining());
    int port = state.urls().get(service).getPort();
    String httpPort = port == service.port() ? "" : "QUARKUS_HTTP_PORT=" + port + " ";
    return variables + httpPort + "./mvnw -pl " + service + " -am quarkus:dev";
  }

  private static Endpoints usual(Endpoints endpoints, Home home) {
    Addresses addresses = Addresses.usual(Topology.FULL);
    Path token = home.checkout().resolve(".meanstream").resolve("token");
    return new Endpoints(
        addresses.bootstrapServers(),
        addresses.storeUri(),
        endpoints.database(),
        home.datasets(),
        token);
  }
}
