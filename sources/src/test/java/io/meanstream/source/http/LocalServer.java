package io.meanstream.source.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback interface that remembers the headers of each request. */
final class LocalServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Headers> requests = new CopyOnWriteArrayList<>();

  private LocalServer(HttpServer server) {
    this.server = server;
  }

  /** Over plain HTTP. */
  static LocalServer start() throws IOException {
    return of(HttpServer.create(loopback(), 0));
  }

  /** Serves with a server already bound to {@link #loopback()}. */
  static LocalServer of(HttpServer bound) {
    LocalServer started = new LocalServer(bound);
    bound.setExecutor(started.threads);
    bound.start();
    return started;
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers requests for a path. */
  LocalServer on(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          requests.add(exchange.getRequestHeaders());
          handler.handle(exchange);
        });
    return this;
  }

  /** Redirects requests for a path. */
  LocalServer redirect(String path, int status, String location) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  /** Answers with a text. */
  LocalServer text(String path, String text) {
    return on(path, exchange -> answer(exchange, 200, text.getBytes()));
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** The headers of all requests so far. */
  List<Headers> requests() {
    return requests;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String origin() {
    return "http://localhost:" + port();
  }

  URI uri(String path) {
    return URI.create(origin() + path);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Blocks until the server stops. */
  static void hang() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("stopped", e));
    }
  }
}
