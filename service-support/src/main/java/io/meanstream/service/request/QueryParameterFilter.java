package io.meanstream.service.request;

import io.meanstream.service.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects unknown and empty query parameters, and repeated ones unless they are declared as lists.
 * Otherwise, a typo such as {@code form=} instead of {@code from=} would silently return
 * everything.
 */
public final class QueryParameterFilter {

  private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

  /** Rejects parameters that the matched resource method does not declare. */
  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource) {
    Map<String, Boolean> lists =
        known.computeIfAbsent(resource.getResourceMethod(), QueryParameterFilter::of);
    ParameterCheck check = new ParameterCheck();
    new TreeMap<>(request.getUriInfo().getQueryParameters())
        .forEach((name, values) -> check.run(() -> check(lists, name, values)));
    check.end();
  }

  private static void check(Map<String, Boolean> lists, String name, List<String> values) {
    if (!lists.containsKey(name)) {
      throw ProblemException.badParameter(
          name,
          lists.isEmpty()
              ? "this path takes no query parameters"
              : "is not a parameter of this path; known: " + String.join(", ", lists.keySet()));
    }
    if (values.size() > 1 && !lists.get(name)) {
      throw ProblemException.badParameter(name, "given %d times".formatted(values.size()));
    }
    if (values.contains("")) {
      throw ProblemException.badParameter(name, "has no value");
    }
  }

  /** The names of a method's parameters, sorted, and whether each is a list. */
  private static Map<String, Boolean> of(Method method) {
    Map<String, Boolean> lists = new TreeMap<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getFields()) {
          add(lists, field, field.getType());
        }
      } else {
        add(lists, parameter, parameter.getType());
      }
    }
    return lists;
  }

  private static void add(Map<String, Boolean> lists, AnnotatedElement element, Class<?> type) {
    QueryParam parameter = element.getAnnotation(QueryParam.class);
    if (parameter != null) {
      lists.put(parameter.value(), List.class.equals(type));
    }
  }
}
