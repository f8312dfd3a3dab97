package io.meanstream.ingest.feed;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API that returns its responses in order, whatever the request, and remembers the requests. */
final class ApiServer implements AutoCloseable {

  /** A request as received. */
  record Request(String target, Headers headers, long nanos) {}

  /** Responds to a request. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  ApiServer(URI origin) {
    try {
      server = HttpServer.create(new InetSocketAddress(origin.getHost(), origin.getPort()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    serve("/api");
    server.start();
  }

  /** Also responds to requests for this path; those for other paths are not found. */
  void serve(String path) {
    server.createContext(path, this::handle);
  }

  /** Adds a response after the previous ones; the last one is repeated. */
  ApiServer then(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** A complete response. */
  static Answer ok(String body, String... headers) {
    return status(200, body, headers);
  }

  static Answer status(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** A response whose connection is cut in the middle. */
  static Answer cut(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length * 2L);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
    };
  }

  /** Spaces, without announcing how many. */
  static Answer endless(long bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      try (OutputStream out = exchange.getResponseBody()) {
        for (long sent = 0; sent < bytes; sent += spaces.length) {
          out.write(spaces);
        }
      }
    };
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  List<String> targets() {
    return requests.stream().map(Request::target).toList();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestURI().toString(), exchange.getRequestHeaders(), System.nanoTime()));
    Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
    try {
      answer.to(exchange);
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
