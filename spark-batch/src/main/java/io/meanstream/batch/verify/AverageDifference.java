package io.meanstream.batch.verify;

import io.meanstream.batch.store.AverageDocuments;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;

/**
 * Compares two documents of an average: all values exactly, but sum, mean and m2 to a relative
 * 1e-9, since these depend on the order in which values are added.
 *
 * <p>Where values of both signs cancel, the result can be as small as the rounding error. Then
 * 1e-13 of what was added is tolerated.
 */
final class AverageDifference {

  private static final double RELATIVE = 1e-9;
  private static final double OF_THE_ADDED = 1e-13;
  private static final List<String> COMPARED =
      List.of(
          "label",
          "by",
          "group",
          "start",
          "end",
          "count",
          "excluded",
          "measures",
          AverageDocuments.OLDEST,
          AverageDocuments.NEWEST);

  private final Map<String, Object> stored;
  private final Map<String, Object> recomputed;

  private AverageDifference(Document stored, Document recomputed) {
    this.stored = valuesOf(stored);
    this.recomputed = valuesOf(recomputed);
  }

  /** The first difference in words; an empty string if there is none. */
  static String between(Document stored, Document recomputed) {
    return new AverageDifference(stored, recomputed).first();
  }

  private String first() {
    Set<String> paths = new LinkedHashSet<>(recomputed.keySet());
    paths.addAll(stored.keySet());
    return paths.stream()
        .filter(path -> !isSame(path))
        .findFirst()
        .map(
            path ->
                "%s is %s, but its rows give %s"
                    .formatted(path, stored.get(path), recomputed.get(path)))
        .orElse("");
  }

  private boolean isSame(String path) {
    Object one = stored.get(path);
    Object other = recomputed.get(path);
    if (one instanceof Number a && other instanceof Number b && a.getClass() != b.getClass()) {
      return a.doubleValue() == b.doubleValue();
    }
    return Objects.equals(one, other)
        || one instanceof Double a
            && other instanceof Double b
            && Math.abs(a - b) <= tolerance(path, Math.max(Math.abs(a), Math.abs(b)));
  }

  private double tolerance(String path, double size) {
    int end = path.lastIndexOf('.') + 1;
    String measure = path.substring(0, end);
    if (!measure.startsWith("measures.")) {
      return 0;
    }
    double greatest = Math.max(Math.abs(of(measure + "min")), Math.abs(of(measure + "max")));
    double count = of(measure + "count");
    return switch (path.substring(end)) {
      case "sum" -> RELATIVE * size + OF_THE_ADDED * count * greatest;
      case "mean" -> RELATIVE * size + OF_THE_ADDED * greatest;
      case "m2" -> RELATIVE * size + OF_THE_ADDED * count * greatest * greatest;
      default -> 0;
    };
  }

  private double of(String path) {
    return ((Number) recomputed.get(path)).doubleValue();
  }

  private static Map<String, Object> valuesOf(Document average) {
    Map<String, Object> values = new LinkedHashMap<>();
    COMPARED.forEach(field -> put(field, average.get(field), values));
    return values;
  }

  private static void put(String path, Object value, Map<String, Object> into) {
    if (value instanceof Document fields) {
      fields.forEach((name, inner) -> put(path + "." + name, inner, into));
    } else {
      into.put(path, value);
    }
  }
}
