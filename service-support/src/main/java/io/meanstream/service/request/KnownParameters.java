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
 * Refuses query parameters that the resource method does not declare, repeated ones, and empty
 * ones: a mistyped {@code form=} would otherwise silently answer with everything.
 */
public final class KnownParameters {

  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  /** Refuses what the matched method does not declare. */
  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource) {
    Set<String> names = known.computeIfAbsent(resource.getResourceMethod(), KnownParameters::of);
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
      throw ProblemException.badParameter(name, "is given %d times".formatted(values.size()));
    }
    if (values.get(0).isEmpty()) {
      throw ProblemException.badParameter(name, "is given without a value");
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
