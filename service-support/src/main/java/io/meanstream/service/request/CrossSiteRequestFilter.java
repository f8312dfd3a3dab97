package io.meanstream.service.request;

import io.meanstream.service.problem.Problem;
import io.meanstream.service.security.AccessConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects modifying requests that a malicious web page could make a browser send: with a foreign
 * host name (DNS rebinding), or with a content type that needs no CORS preflight. Also limits the
 * size of bodies.
 */
@ApplicationScoped
public class CrossSiteRequestFilter {

  private static final Set<String> SAFE_METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final int MAX_BODY = 64 * 1024;

  private final List<String> hosts;

  CrossSiteRequestFilter(AccessConfig config) {
    this.hosts = config.hosts().orElse(List.of());
  }

  /** Rejects oversized bodies before they are read. */
  @ServerRequestFilter(preMatching = true)
  public Optional<Response> checkSize(ContainerRequestContext request) {
    return request.getLength() > MAX_BODY
        ? reject(413, "the request body is larger than " + MAX_BODY + " bytes")
        : Optional.empty();
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
    return isJson(request.getMediaType())
        ? Optional.empty()
        : reject(415, "the request body must be application/json");
  }

  private static Optional<Response> reject(int status, String detail) {
    return Optional.of(Problem.of(status, detail).response().build());
  }

  private static boolean isJson(MediaType type) {
    return type != null
        && !type.isWildcardType()
        && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
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
