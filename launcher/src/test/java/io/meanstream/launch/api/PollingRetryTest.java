package io.meanstream.launch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against a fake service that is up, refuses, or is gone. */
class PollingRetryTest {

  private static final Balance BEFORE = new Balance(1, 1, 0, 0, 0, 0);

  @Test
  void returnsTheLastAnswerWhileTheServiceIsDown() {
    StatsApi nobody = new StatsApi(URI.create("http://127.0.0.1:1"));

    Balance balance = new PollingRetry<>(() -> nobody.balance(Optional.empty()), BEFORE).ask();

    assertThat(balance).isEqualTo(BEFORE);
  }

  @Test
  void throwsARefusalAtOnce() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(400, -1);
          exchange.close();
        });
    server.start();
    StatsApi stats = new StatsApi(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));

    assertThatThrownBy(new PollingRetry<>(() -> stats.balance(Optional.empty()), BEFORE)::ask)
        .isInstanceOf(ApiException.class)
        .hasMessageEndingWith("answers 400");
    server.stop(0);
  }
}
