package io.meanstream.service.request;

import io.meanstream.service.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects unknown, repeated and empty query parameters. Otherwise, a typo such as {@code form=}
 * instead of {@code from=} would silently return everything.
 */
public final class QueryParameterFilter {

  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  /** Rejects parameters that the matched resource method does not declare. */
  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource) {
    Set<String> names =
        known.computeIfAbsent(resource.getResourceMethod(), QueryParameterFilter::of);
    request.getUriInfo().getQueryParameters().forEach((name, values) -> check(names, name, values));
  }

  private static void check(Set<String> names, String name, List<String> values) {
    if (!names.contains(name)) {
      throw ProblemException.badParameter(
          name,
          names.isEmpty()
              ? "this path takes no query parameters"
              : "is not a parameter of this path; known: " + String.join(", ", names));
    }
    if (values.size() > 1) {
      throw ProblemException.badParameter(name, "given %d times".formatted(values.size()));
    }
    if (values.get(0).isEmpty()) {
      throw ProblemException.badParameter(name, "has no value");
    }
  }

  private static Set<String> of(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(
            parameter ->
                parameter.isAnnotationPresent(BeanParam.class)
                    ? Arrays.stream(parameter.getType().getDeclaredFields())
                    : Stream.<AnnotatedElement>of(parameter))
        .map(element -> element.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
