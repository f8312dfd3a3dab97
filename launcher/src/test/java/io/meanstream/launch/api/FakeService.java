package io.meanstream.launch.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives fixed answers over HTTP: what the real services would do only after a whole pipeline ran.
 */
public final class FakeService implements AutoCloseable {

  private record Answer(int status, String body, Map<String, String> headers) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new HashMap<>();

  /** Starts it on a free port. */
  public FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers a path and query exactly as given. */
  public FakeService with(String path, int status, String body) {
    answers.put(path, new Answer(status, body, Map.of()));
    return this;
  }

  /** Answers with a Link header. */
  public FakeService withLink(String path, String body, String link) {
    answers.put(path, new Answer(200, body, Map.of("Link", link)));
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Answer answer =
        answers.getOrDefault(
            exchange.getRequestURI().toString(),
            new Answer(404, "{\"title\": \"Not Found\"}", Map.of()));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().put(name, List.of(value)));
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
