package io.meanstream.stats;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server in place of the ingestor and the scheduler, which cannot be on this service's
 * class path. It records requests and returns the responses that a test sets.
 */
final class UpstreamServer implements Closeable {

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch begun = new CountDownLatch(1);
  private volatile CountDownLatch cutOff = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Answer answer;
  private volatile boolean silent;
  private volatile Headers headers = new Headers();

  /** A request. */
  record Received(String method, String path, Optional<String> authorization, String body) {}

  /** A response, always JSON. */
  record Answer(int status, Map<String, String> headers, String body) {}

  /** Starts a server on the loopback interface. */
  UpstreamServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort()).toString();
  }

  /** Forgets all requests, and responds to later ones like this. */
  void answer(Answer next) {
    received.clear();
    begun = new CountDownLatch(1);
    cutOff = new CountDownLatch(1);
    silent = false;
    answer = next;
  }

  /** Closes connections instead of responding. */
  void hangUp() {
    silent = true;
  }

  /** Waits for a request, but not for its body, for 60 s at most. */
  boolean awaitBegin() throws InterruptedException {
    return begun.await(60, TimeUnit.SECONDS);
  }

  /** Waits for a request whose body ends too early, for 60 s at most. */
  boolean awaitCutOff() throws InterruptedException {
    return cutOff.await(60, TimeUnit.SECONDS);
  }

  List<Received> received() {
    return received;
  }

  /** A header of the last request. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers = exchange.getRequestHeaders();
      begun.countDown();
      String body;
      try (InputStream sent = exchange.getRequestBody()) {
        body = new String(sent.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        cutOff.countDown();
        return;
      }
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
              body));
      if (silent) {
        return;
      }
      byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), content.length);
      exchange.getResponseBody().write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
