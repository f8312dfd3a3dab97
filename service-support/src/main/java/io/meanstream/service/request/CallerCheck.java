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
 * Refuses calls that change something if a web page might have made a browser send them: by a name
 * that is not this service's (DNS rebinding), or as a content type that needs no permission (CORS).
 */
@ApplicationScoped
public class CallerCheck {

  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final int MAX_BODY = 64 * 1024;

  private final List<String> hosts;

  CallerCheck(AccessConfig config) {
    this.hosts = config.hosts().orElse(List.of());
  }

  /** Refuses a body that no request needs, before it is read. */
  @ServerRequestFilter(preMatching = true)
  public Optional<Response> checkSize(ContainerRequestContext request) {
    return request.getLength() > MAX_BODY
        ? refuse(413, "the body is larger than " + MAX_BODY + " bytes")
        : Optional.empty();
  }

  /** Refuses what a browser may have been made to send. */
  @ServerRequestFilter
  public Optional<Response> checkOrigin(ContainerRequestContext request, HttpServerRequest http) {
    if (READING.contains(request.getMethod())) {
      return Optional.empty();
    }
    if (!isOurs(http.authority())) {
      return refuse(
          403, "the Host header does not name this service; allow the name in meanstream.hosts");
    }
    return isJson(request.getMediaType())
        ? Optional.empty()
        : refuse(415, "the body has to be application/json");
  }

  private static Optional<Response> refuse(int status, String detail) {
    return Optional.of(Problem.of(status, detail).response().build());
  }

  private static boolean isJson(MediaType type) {
    return type != null
        && !type.isWildcardType()
        && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
  }

  /** The name in {@code Host}, or in what HTTP/2 has in its place. */
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
