package io.meanstream.stats.forward;

import io.meanstream.service.problem.ProblemResponses;
import io.meanstream.stats.StatsConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Sends requests to the ingestor and the scheduler with the caller's identity, and returns their
 * responses.
 */
@ApplicationScoped
class RequestForwarder {

  private static final Logger LOG = Logger.getLogger(RequestForwarder.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** The ingestor responds once Kafka has the request, which may take this long. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** Sending a body may take this long; the ingestor also reads an uploaded file to its end. */
  private static final Duration STREAM = Duration.ofMinutes(30);

  private static final int MOST_CONNECTIONS = 256;

  /** CANCEL of RFC 9113, section 7; it closes a connection of HTTP/1. */
  private static final long CANCELLED = 8;

  private static final List<String> HANDED_ON =
      List.of(HttpHeaders.AUTHORIZATION, "Idempotency-Key");

  private static final List<String> HANDED_BACK =
      List.of(
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.LOCATION,
          HttpHeaders.RETRY_AFTER,
          HttpHeaders.WWW_AUTHENTICATE);

  private final HttpClient client;
  private final StatsConfig config;

  RequestForwarder(Vertx vertx, StatsConfig config) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                // by default the sixth request waits for one of five, and bodies may take long
                .setMaxPoolSize(MOST_CONNECTIONS));
    this.config = config;
  }

  /** Forwards a request to the ingestor. */
  Uni<Response> postToIngestor(HttpHeaders headers, UriInfo uri, byte[] body) {
    return forward("ingestor", post(config.ingestorUrl(), headers, uri), it -> send(it, body));
  }

  /** Forwards a request while its body arrives. */
  Uni<Response> streamToIngestor(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
    RequestOptions options =
        post(config.ingestorUrl(), headers, uri)
            .setTimeout(STREAM.toMillis())
            .putHeader(HttpHeaders.CONTENT_TYPE, headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    return forward("ingestor", options, it -> stream(it, request));
  }

  /** Forwards a request to the scheduler. */
  Uni<Response> postToScheduler(HttpHeaders headers, UriInfo uri, byte[] body) {
    return forward("scheduler", post(config.schedulerUrl(), headers, uri), it -> send(it, body));
  }

  /** Forwards a request that changes nothing to the ingestor. */
  Uni<Response> getFromIngestor(UriInfo uri) {
    RequestOptions request = request(config.ingestorUrl(), uri).setMethod(HttpMethod.GET);
    return forward("ingestor", request, it -> send(it, new byte[0]));
  }

  private static RequestOptions post(URI service, HttpHeaders headers, UriInfo uri) {
    RequestOptions request =
        request(service, uri)
            .setMethod(HttpMethod.POST)
            .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    for (String header : HANDED_ON) {
      String value = headers.getHeaderString(header);
      if (value != null) {
        request.putHeader(header, value);
      }
    }
    return request;
  }

  /**
   * With path and query still encoded, so that an id cannot change them, and appended to the
   * service's address rather than resolved against it, so that a path that begins with two slashes
   * cannot replace it.
   */
  private static RequestOptions request(URI service, UriInfo uri) {
    URI caller = uri.getRequestUri();
    String query = caller.getRawQuery() == null ? "" : "?" + caller.getRawQuery();
    return new RequestOptions()
        .setAbsoluteURI(
            "%s://%s%s%s"
                .formatted(
                    service.getScheme(), service.getRawAuthority(), caller.getRawPath(), query))
        .setTimeout(ANSWER.toMillis());
  }

  private Uni<Response> forward(
      String service, RequestOptions options, Function<HttpClientRequest, Uni<Response>> send) {
    return client
        .request(options)
        .flatMap(send::apply)
        .onFailure()
        .invoke(
            e -> LOG.warnf("service does not answer service=%s error=%s", service, e.getMessage()))
        .onFailure()
        .recoverWithItem(
            () -> ProblemResponses.unavailable("the " + service + " does not answer; try again"));
  }

  private static Uni<Response> send(HttpClientRequest request, byte[] body) {
    return request.send(Buffer.buffer(body)).flatMap(RequestForwarder::handedBack);
  }

  /** A body that is cut off must not end like a whole one, as it would by default. */
  private static Uni<Response> stream(HttpClientRequest request, HttpServerRequest body) {
    io.vertx.core.http.HttpClientRequest forwarded = request.getDelegate();
    forwarded.setChunked(true);
    // the response fails as well, and that is reported
    forwarded.exceptionHandler(e -> LOG.debugf(e, "a body could not be forwarded"));
    body.pipe().endOnFailure(false).to(forwarded).onFailure(e -> forwarded.reset(CANCELLED, e));
    return request.response().flatMap(RequestForwarder::handedBack);
  }

  private static Uni<Response> handedBack(HttpClientResponse answer) {
    return answer.body().map(content -> handedBack(answer, content));
  }

  private static Response handedBack(HttpClientResponse answer, Buffer content) {
    Response.ResponseBuilder response =
        Response.status(answer.statusCode()).entity(content.getBytes());
    for (String header : HANDED_BACK) {
      String value = answer.getHeader(header);
      if (value != null) {
        response.header(header, value);
      }
    }
    return response.build();
  }

  @PreDestroy
  void close() {
    client.closeAndForget();
  }
}
