package io.meanstream.batch.verify;

import io.meanstream.batch.average.Percentile;
import io.meanstream.batch.average.QuantileSketch;
import io.meanstream.batch.store.AverageDocuments;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Compares a stored average with the recomputed one: all values exactly, but sum, mean and m2 to a
 * relative 1e-9, since these depend on the order in which values are added, and percentiles of many
 * values as far as sketches of the same values agree.
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

  private static final String MEASURES = "measures.";

  private final Map<String, Object> stored;
  private final Map<String, Object> recomputed;
  private final Document storedSketches;
  private final Recomputed average;

  private AverageDifference(Document stored, Recomputed average) {
    this.stored = valuesOf(stored);
    this.storedSketches = stored.get(AverageDocuments.SKETCHES, new Document());
    this.recomputed = valuesOf(average.document());
    this.average = average;
  }

  /** The first difference in words; an empty string if there is none. */
  static String between(Document stored, Recomputed recomputed) {
    AverageDifference difference = new AverageDifference(stored, recomputed);
    String ofValues = difference.first();
    return ofValues.isEmpty() ? difference.firstOfSketches() : ofValues;
  }

  private String firstOfSketches() {
    return average.sketches().entrySet().stream()
        .filter(sketch -> average.keepsSketches() && !isStored(sketch.getKey(), sketch.getValue()))
        .findFirst()
        .map(
            sketch -> "sketches.%s does not have the values of its rows".formatted(sketch.getKey()))
        .orElse("");
  }

  private boolean isStored(String measure, QuantileSketch sketch) {
    Binary found = storedSketches.get(measure, Binary.class);
    return found == null
        ? sketch.count() == 0
        : sketch.agreesWith(QuantileSketch.of(found.getData()));
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
        || one instanceof Double a && other instanceof Double b && isClose(path, a, b);
  }

  private boolean isClose(String path, double one, double other) {
    Optional<Percentile> percentile = Percentile.ofField(fieldOf(path));
    return path.startsWith(MEASURES) && percentile.isPresent()
        ? average.sketches().get(measureOf(path)).allows(percentile.get(), one)
        : Math.abs(one - other) <= tolerance(path, Math.max(Math.abs(one), Math.abs(other)));
  }

  private static String fieldOf(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String measureOf(String path) {
    return path.substring(MEASURES.length(), path.lastIndexOf('.'));
  }

  private double tolerance(String path, double size) {
    if (!path.startsWith(MEASURES)) {
      return 0;
    }
    String measure = MEASURES + measureOf(path) + ".";
    double greatest = Math.max(Math.abs(of(measure + "min")), Math.abs(of(measure + "max")));
    double count = of(measure + "count");
    return switch (fieldOf(path)) {
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
