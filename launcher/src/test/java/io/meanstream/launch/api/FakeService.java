package io.meanstream.launch.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Returns fixed responses over HTTP, which real services would give only after a whole pipeline has
 * run.
 */
public final class FakeService implements AutoCloseable {

  /**
   * A response.
   *
   * @param missing how many bytes of the body are withheld
   */
  private record Answer(int status, String body, int missing) {}

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();

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

  /** Responds to exactly this path and query. */
  public FakeService with(String path, int status, String body) {
    answers.remove(path);
    return then(path, status, body);
  }

  /** Responds differently the next time; the last response stays. */
  public FakeService then(String path, int status, String body) {
    return add(path, new Answer(status, body, 0));
  }

  /** Responds with the beginning of a body, and ends the connection. */
  public FakeService withPart(String path, String body) {
    return add(path, new Answer(200, body, 1));
  }

  private FakeService add(String path, Answer answer) {
    answers.computeIfAbsent(path, none -> new ArrayDeque<>()).add(answer);
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Deque<Answer> known =
        answers.getOrDefault(
            exchange.getRequestURI().toString(),
            new ArrayDeque<>(List.of(new Answer(404, "{\"title\": \"Not Found\"}", 0))));
    Answer answer = known.size() > 1 ? known.remove() : known.element();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length + answer.missing());
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
