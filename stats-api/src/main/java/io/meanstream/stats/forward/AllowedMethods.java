package io.meanstream.stats.forward;

import io.meanstream.service.problem.Problem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Tells clients which methods a path supports. The framework would list those of all paths, because
 * they belong to resources with the same root.
 */
final class AllowedMethods {

  /** Paths that this service reads and other services write to. */
  private static final Set<String> BOTH = Set.of("/api/v1/ingestions", "/api/v1/runs");

  @ServerRequestFilter(preMatching = true)
  Optional<Response> options(ContainerRequestContext request) {
    return request.getMethod().equals(HttpMethod.OPTIONS)
        ? Optional.of(Response.ok().header(HttpHeaders.ALLOW, of(request.getUriInfo())).build())
        : Optional.empty();
  }

  /** Replaces the mapper that all services share, which does not know the methods. */
  @ServerExceptionMapper(priority = Priorities.USER - 1)
  Response notAllowed(NotAllowedException e, Request request, UriInfo uri) {
    String allowed = of(uri);
    String detail = "this path supports %s, not %s".formatted(allowed, request.getMethod());
    return Problem.of(405, detail).response().header(HttpHeaders.ALLOW, allowed).build();
  }

  private static String of(UriInfo uri) {
    String path = uri.getRequestUri().getRawPath();
    if (!ForwardedPaths.isWritable(path)) {
      return "GET, HEAD, OPTIONS";
    }
    return BOTH.contains(path) ? "GET, HEAD, OPTIONS, POST" : "OPTIONS, POST";
  }
}
