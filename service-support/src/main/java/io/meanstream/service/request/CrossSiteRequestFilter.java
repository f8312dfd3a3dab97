package io.meanstream.service.request;

import io.meanstream.service.problem.Problem;
import io.meanstream.service.security.AccessConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Rejects modifying requests that a malicious web page could make a browser send: with a foreign
 * host name (DNS rebinding), or with a content type that needs no CORS preflight. Also limits the
 * size and the encoding of bodies.
 */
@ApplicationScoped
public class CrossSiteRequestFilter {

  private static final Set<String> SAFE_METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final List<MediaType> PREFLIGHTED =
      List.of(
          MediaType.APPLICATION_JSON_TYPE,
          new MediaType("application", "x-ndjson"),
          MediaType.APPLICATION_OCTET_STREAM_TYPE);

  /** Parameters that read a body while it arrives. */
  private static final Set<Class<?>> STREAMS = Set.of(InputStream.class, HttpServerRequest.class);

  private static final int MAX_BODY = 64 * 1024;

  private final List<String> hosts;

  CrossSiteRequestFilter(AccessConfig config) {
    this.hosts = config.hosts().orElse(List.of());
  }

  /**
   * Rejects bodies that are too large, or that do not say how large they are, before they are read.
   * A method that takes its body as a stream limits it itself.
   */
  @ServerRequestFilter
  public Optional<Response> checkSize(
      ContainerRequestContext request, SimpleResourceInfo resource, HttpServerRequest http) {
    if (Stream.of(resource.parameterTypes()).anyMatch(STREAMS::contains)) {
      return Optional.empty();
    }
    if (request.getLength() > MAX_BODY) {
      return reject(413, "the request body is larger than " + MAX_BODY + " bytes");
    }
    boolean isUnbounded = request.getLength() < 0 && mayHaveBody(request.getMethod(), http);
    return isUnbounded ? reject(411, "the request must have a Content-Length") : Optional.empty();
  }

  /** Whether a body without a length may follow, which in HTTP/2 no header tells. */
  private static boolean mayHaveBody(String method, HttpServerRequest http) {
    return http.version() == HttpVersion.HTTP_2
        ? !SAFE_METHODS.contains(method)
        : http.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /** Rejects encoded bodies, whose bytes would be taken for records (RFC 9110, section 8.4). */
  @ServerRequestFilter
  public Optional<Response> checkEncoding(ContainerRequestContext request) {
    String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING.toString());
    return encoding == null || encoding.equalsIgnoreCase("identity")
        ? Optional.empty()
        : reject(415, "send the request body without Content-Encoding");
  }

  /** Rejects modifying requests with a foreign host name or a content type other than JSON. */
  @ServerRequestFilter
  public Optional<Response> checkOrigin(ContainerRequestContext request, HttpServerRequest http) {
    if (SAFE_METHODS.contains(request.getMethod())) {
      return Optional.empty();
    }
    if (!isOurs(http.authority())) {
      return reject(
          403, "the Host header does not name this service; allow the name in meanstream.hosts");
    }
    return isPreflighted(request.getMediaType())
        ? Optional.empty()
        : reject(415, "the request body must be application/json");
  }

  private static Optional<Response> reject(int status, String detail) {
    return Optional.of(Problem.of(status, detail).response().build());
  }

  /** Whether a browser asks before it sends such a body to another site. */
  private static boolean isPreflighted(MediaType type) {
    return type != null
        && !type.isWildcardType()
        && PREFLIGHTED.stream().anyMatch(type::isCompatible);
  }

  /** Whether {@code Host}, or {@code :authority} in HTTP/2, names this service. */
  private boolean isOurs(HostAndPort authority) {
    if (authority == null) {
      return false;
    }
    String host = authority.host().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || hosts.stream().anyMatch(host::equalsIgnoreCase);
  }
}
