package io.meanstream.schedule.http;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that the resource method does not declare, and repeated ones: a mistyped
 * {@code stat=} would otherwise silently answer with everything.
 */
public final class KnownParameters {

  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter
  void check(ContainerRequestContext request, ResourceInfo resource) {
    Set<String> names = known.computeIfAbsent(resource.getResourceMethod(), KnownParameters::of);
    request.getUriInfo().getQueryParameters().forEach((name, values) -> check(names, name, values));
  }

  private static void check(Set<String> names, String name, List<String> values) {
    if (!names.contains(name)) {
      throw new ProblemException(
          400,
          "there is no parameter %s%s"
              .formatted(name, names.isEmpty() ? "" : "; known: " + String.join(", ", names)));
    }
    if (values.size() > 1 || values.get(0).isEmpty()) {
      throw new ProblemException(400, name + ": has to be given once, with a value");
    }
  }

  private static Set<String> of(Method method) {
    return Arrays.stream(method.getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
