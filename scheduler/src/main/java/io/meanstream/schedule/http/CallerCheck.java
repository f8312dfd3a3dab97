package io.meanstream.schedule.http;

import io.meanstream.schedule.SchedulerConfig;
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
class CallerCheck {

  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final int MAX_BODY = 64 * 1024;

  private final List<String> hosts;

  CallerCheck(SchedulerConfig config) {
    this.hosts = config.hosts().orElse(List.of());
  }

  @ServerRequestFilter(preMatching = true)
  Optional<Response> check(ContainerRequestContext request, HttpServerRequest http) {
    if (request.getLength() > MAX_BODY) {
      return refuse(413, "the body is larger than " + MAX_BODY + " bytes");
    }
    if (READING.contains(request.getMethod())) {
      return Optional.empty();
    }
    if (!isOurs(http.authority())) {
      return refuse(403, "this service is not known by the name in the Host header");
    }
    MediaType type = request.getMediaType();
    if (type == null
        || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        || type.isWildcardType()) {
      return refuse(415, "the body has to be application/json");
    }
    return Optional.empty();
  }

  private static Optional<Response> refuse(int status, String detail) {
    return Optional.of(Problem.of(status, detail).response());
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
