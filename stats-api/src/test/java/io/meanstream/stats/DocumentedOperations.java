package io.meanstream.stats;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The operations in the OpenAPI document of the running service. */
final class DocumentedOperations {

  private DocumentedOperations() {}

  /**
   * An operation.
   *
   * @param path with names instead of its path parameters
   * @param bodyType the first media type of its body; empty if it has none
   * @param statuses of its responses, in the order of the document
   */
  record Operation(String path, String bodyType, Set<String> statuses) {}

  /** All operations with a method, in lower case. */
  static List<Operation> of(String method) {
    List<Operation> operations = new ArrayList<>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path -> {
              JsonNode operation = path.getValue().path(method);
              if (!operation.isMissingNode()) {
                operations.add(of(path.getKey(), operation));
              }
            });
    return operations;
  }

  private static Operation of(String path, JsonNode operation) {
    JsonNode body = operation.path("requestBody");
    if (body.has("$ref")) {
      body = document().at(body.path("$ref").asText().substring(1));
    }
    Set<String> types = names(body.path("content"));
    return new Operation(
        path.replaceAll("[{}]", ""),
        types.stream().findFirst().orElse(""),
        names(operation.path("responses")));
  }

  /** All paths, with their parameters in braces. */
  static Set<String> paths() {
    return names(document().path("paths"));
  }

  /** The methods of a path, in upper case. */
  static Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>();
    document()
        .path("paths")
        .path(path)
        .fieldNames()
        .forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
    return methods;
  }

  static JsonNode document() {
    try {
      return new ObjectMapper().readTree(given().get("/q/openapi?format=json").asString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
