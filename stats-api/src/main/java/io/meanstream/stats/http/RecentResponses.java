package io.meanstream.stats.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The last responses whose tag names the state that decides them; at most 8 MiB of bodies. A route
 * repeats them while that state is current, because a request costs several times as much once it
 * reaches its resource.
 */
@ApplicationScoped
public class RecentResponses {

  /** Lower than those of Quarkus' own filters, which come first. */
  private static final int PRIORITY = 10;

  private static final int MOST = 32;
  private static final int LONGEST = 256 * 1024;

  /** Headers that describe how one message was sent. */
  private static final List<CharSequence> FRAMING =
      List.of(
          HttpHeaders.CONTENT_LENGTH,
          HttpHeaders.CONTENT_ENCODING,
          HttpHeaders.TRANSFER_ENCODING,
          HttpHeaders.CONNECTION,
          HttpHeaders.KEEP_ALIVE);

  /** Headers that a 304 has in common with the 200 (RFC 9110, 15.4.5). */
  private static final List<CharSequence> OF_NOT_MODIFIED =
      List.of(HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL, HttpHeaders.VARY);

  private final Map<Key, Recent> responses =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Recent> eldest) {
          return size() > MOST;
        }
      };

  /** What selects a response among those of a state. */
  private record Key(String uri, String accept, String acceptEncoding) {

    static Key of(HttpServerRequest request) {
      return new Key(
          request.absoluteURI(),
          all(request, HttpHeaders.ACCEPT),
          all(request, HttpHeaders.ACCEPT_ENCODING));
    }

    private static String all(HttpServerRequest request, CharSequence name) {
      return String.join(",", request.headers().getAll(name));
    }
  }

  /**
   * A response.
   *
   * @param body empty if the response was a 304, a stream or too large
   */
  private record Recent(
      EntityTag tag, MultiMap headers, Optional<Buffer> body, BooleanSupplier isCurrent) {

    /** With the body of an earlier response, if this one is a 304 to the same. */
    Recent withBodyOf(Recent earlier) {
      return body.isEmpty() && tag.equals(earlier.tag)
          ? new Recent(tag, earlier.headers, earlier.body, isCurrent)
          : this;
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::answer, PRIORITY);
  }

  private void answer(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    Recent recent = request.method() == HttpMethod.GET ? find(Key.of(request)) : null;
    if (recent == null || !recent.isCurrent().getAsBoolean()) {
      pass(exchange);
    } else if (recent.tag().isHeld(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      sendNotModified(recent, exchange.response());
    } else if (recent.body().isPresent()) {
      send(recent, recent.body().get(), exchange.response());
    } else {
      pass(exchange);
    }
  }

  private void pass(RoutingContext exchange) {
    // the handler that is added first runs last, when the resource's headers are there
    exchange.addHeadersEndHandler(end -> keep(exchange));
    exchange.next();
  }

  private Recent find(Key key) {
    synchronized (responses) {
      return responses.get(key);
    }
  }

  private static void sendNotModified(Recent recent, HttpServerResponse response) {
    for (CharSequence name : OF_NOT_MODIFIED) {
      response.putHeader(name, recent.headers().get(name));
    }
    response.setStatusCode(Status.NOT_MODIFIED.getStatusCode()).end();
  }

  private static void send(Recent recent, Buffer body, HttpServerResponse response) {
    response.headers().setAll(recent.headers());
    response.end(body);
  }

  /**
   * Remembers a response once its headers are complete.
   *
   * @param isCurrent whether it may be repeated at the moment
   */
  void add(
      RoutingContext exchange,
      RestResponse<Object> response,
      EntityTag tag,
      BooleanSupplier isCurrent) {
    Optional<Buffer> body =
        response.getEntity() instanceof byte[] bytes && bytes.length <= LONGEST
            ? Optional.of(Buffer.buffer(bytes))
            : Optional.empty();
    exchange.put(
        RecentResponses.class.getName(),
        new Recent(tag, MultiMap.caseInsensitiveMultiMap(), body, isCurrent));
  }

  private void keep(RoutingContext exchange) {
    Recent recent = exchange.get(RecentResponses.class.getName());
    String sent = exchange.response().headers().get(HttpHeaders.ETAG);
    // a stream that failed before its first byte is sent as a problem, which has no tag
    if (recent != null && recent.tag().toString().equals(sent)) {
      recent.headers().addAll(exchange.response().headers());
      FRAMING.forEach(recent.headers()::remove);
      synchronized (responses) {
        responses.merge(
            Key.of(exchange.request()), recent, (before, now) -> now.withBodyOf(before));
      }
    }
  }
}
