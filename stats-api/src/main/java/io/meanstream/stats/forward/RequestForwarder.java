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

  /** A body's way to the ingestor, which also reads a file to its end. */
  private static final Duration STREAM = Duration.ofMinutes(30);

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
        vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) CONNECT.toMillis()));
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
    return forward(
        "ingestor",
        options,
        it ->
            it.send(io.vertx.mutiny.core.http.HttpServerRequest.newInstance(request))
                .flatMap(RequestForwarder::handedBack));
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

  /** With path and query still encoded, so that an id cannot change them. */
  private static RequestOptions request(URI service, UriInfo uri) {
    return new RequestOptions()
        .setAbsoluteURI(service.resolve(target(uri.getRequestUri())).toString())
        .setTimeout(ANSWER.toMillis());
  }

  private static String target(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
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
