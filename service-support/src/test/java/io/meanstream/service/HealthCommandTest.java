package io.meanstream.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private HttpServer service;

  @BeforeEach
  void listen() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.start();
  }

  @AfterEach
  void stopListening() {
    service.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0"})
  void aReadyServiceIsHealthyOnAnyAddress(String host) {
    answer(200, "{\"status\": \"UP\"}");

    assertThat(run(host)).isTrue();

    assertThat(printed()).isEqualToIgnoringNewLines("{\"status\": \"UP\"}");
  }

  @Test
  void anUnreadyServiceReportsWhy() {
    answer(503, "{\"status\": \"DOWN\", \"checks\": [{\"name\": \"store\"}]}");

    assertThat(run("127.0.0.1")).isFalse();

    assertThat(printed()).contains("\"name\": \"store\"");
  }

  @Test
  void aResponseWithoutABodyIsNotHealthy() {
    answer(503, "");

    assertThat(run("127.0.0.1")).isFalse();
  }

  @Test
  void aServiceThatDoesNotListenIsNotHealthy() {
    service.stop(0);

    assertThat(run("127.0.0.1")).isFalse();

    assertThat(printed())
        .startsWith("no response from 127.0.0.1 port " + service.getAddress().getPort() + ": ");
  }

  private void answer(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    service.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private boolean run(String host) {
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new HealthCommand(host, service.getAddress().getPort()).run(print);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
