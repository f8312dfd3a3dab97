package io.meanstream.service;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a running service whether it is ready. A container's health check needs neither a shell nor
 * curl for that.
 *
 * @param host the host name or address that the service listens on
 */
record HealthCommand(String host, int port) {

  // longer than the 5 s that the Kafka check takes while no broker responds
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  /** Checks the service that this process' configuration describes. */
  static HealthCommand ofConfiguration() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources().build();
    return new HealthCommand(
        config.getValue("quarkus.http.host", String.class),
        config.getValue("quarkus.http.port", Integer.class));
  }

  /** Prints the service's response, or why there is none; returns whether the service is ready. */
  boolean run(PrintStream out) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              new URL("http", reachableHost(), port, "/q/health/ready").openConnection();
      connection.setConnectTimeout((int) TIMEOUT.toMillis());
      connection.setReadTimeout((int) TIMEOUT.toMillis());
      boolean ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      try (InputStream body = ready ? connection.getInputStream() : connection.getErrorStream()) {
        out.println(body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      return ready;
    } catch (IOException e) {
      out.printf("no response from %s port %d: %s%n", host, port, e.getMessage());
      return false;
    }
  }

  /** A service that listens on all addresses can be reached on the loopback interface. */
  private String reachableHost() throws IOException {
    return InetAddress.getByName(host).isAnyLocalAddress()
        ? InetAddress.getLoopbackAddress().getHostAddress()
        : host;
  }
}
