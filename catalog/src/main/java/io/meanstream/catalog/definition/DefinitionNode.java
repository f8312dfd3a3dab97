package io.meanstream.catalog.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A value in a definition file that knows its path.
 *
 * <p>If a requested value is missing or of the wrong kind, it records a problem and returns an
 * empty value, so that one pass finds all mistakes.
 */
final class DefinitionNode {

  /** YAML's null in a list, which counts as an element. */
  private static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private final String file;
  private final String path;
  private final Object value;
  private final List<String> problems;

  DefinitionNode(String file, Map<?, ?> content, List<String> problems) {
    this(file, "", content, problems);
  }

  private DefinitionNode(String file, String path, Object value, List<String> problems) {
    this.file = file;
    this.path = path;
    this.value = value;
    this.problems = problems;
  }

  void problem(String message) {
    problems.add(path.isEmpty() ? file + ": " + message : file + ": " + path + ": " + message);
  }

  boolean isMissing() {
    return value == null;
  }

  boolean isList() {
    return value instanceof List;
  }

  /** Whether the value is this text. */
  boolean is(String text) {
    return text.equals(value);
  }

  /** The value of a key; a missing one if this is not a map. */
  DefinitionNode at(String key) {
    Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
    return new DefinitionNode(file, path.isEmpty() ? key : path + "." + key, child, problems);
  }

  /** The values of a map by key, in the file's order. */
  Map<String, DefinitionNode> entries() {
    Map<String, DefinitionNode> entries = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        if (key instanceof String name) {
          entries.put(name, at(name));
        } else {
          problem("the key %s must be a string; put it in quotes".formatted(key));
        }
      }
    } else {
      expected("a map");
    }
    return entries;
  }

  /** The values of a list, in order. */
  List<DefinitionNode> items() {
    List<DefinitionNode> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        String item = path + "[" + i + "]";
        Object found = list.get(i) == null ? NULL : list.get(i);
        items.add(new DefinitionNode(file, item, found, problems));
      }
    } else {
      expected("a list");
    }
    return items;
  }

  Optional<String> text() {
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    expected("a string");
    return Optional.empty();
  }

  /** A text that may be empty or blank. */
  Optional<String> anyText() {
    if (value instanceof String text) {
      return Optional.of(text);
    }
    expected("a string");
    return Optional.empty();
  }

  Optional<Boolean> truth() {
    if (value instanceof Boolean truth) {
      return Optional.of(truth);
    }
    expected("true or false");
    return Optional.empty();
  }

  Optional<BigDecimal> number() {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return Optional.of(new BigDecimal(number.toString()));
    }
    expected("a number");
    return Optional.empty();
  }

  /** One of several values, chosen by its name in definitions. */
  <T> Optional<T> oneOf(T[] values, Function<T, String> id) {
    Optional<String> text = text();
    Optional<T> chosen =
        text.flatMap(t -> Arrays.stream(values).filter(v -> id.apply(v).equals(t)).findFirst());
    if (text.isPresent() && chosen.isEmpty()) {
      problem(
          "\"%s\" must be one of %s"
              .formatted(
                  text.get(), Arrays.stream(values).map(id).collect(Collectors.joining(", "))));
    }
    return chosen;
  }

  /** Records a problem for each unknown key. */
  void onlyKeys(String... known) {
    List<String> names = List.of(known);
    entries()
        .forEach(
            (key, node) -> {
              if (!names.contains(key)) {
                node.problem("is unknown here; known keys are " + String.join(", ", names));
              }
            });
  }

  private void expected(String kind) {
    if (value == null) {
      problem("is missing; it must be " + kind);
    } else {
      problem("must be %s, not %s".formatted(kind, described()));
    }
  }

  private String described() {
    if (value instanceof Map) {
      return "a map";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof String text) {
      return text.isBlank() ? "empty" : "\"" + text + "\"";
    }
    return value + " (put it in quotes to make it a string)";
  }
}
