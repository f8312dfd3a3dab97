package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the API's averages with DuckDB's: counts exactly, means to 1e-9 relative. */
final class SameAverages {

  private static final double TOLERANCE = 1e-9;
  private static final int SHOWN = 10;

  private SameAverages() {}

  static void check(List<JsonNode> items, Map<String, Rides.Average> expected, String group) {
    Map<String, Rides.Average> actual = new TreeMap<>();
    items.forEach(item -> actual.put(name(item, group), average(item)));
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      if (!isSame(actual.get(name), expected.get(name))) {
        differences.add(
            "%-40s DuckDB %s%n%-40s API    %s"
                .formatted(name, expected.get(name), "", actual.get(name)));
      }
    }
    assertThat(expected).as("averages to compare").isNotEmpty();
    assertThat(differences)
        .as(
            "%d of %d averages differ, the first:%n%s",
            differences.size(),
            names.size(),
            String.join(
                System.lineSeparator(),
                differences.subList(0, Math.min(SHOWN, differences.size()))))
        .isEmpty();
  }

  private static String name(JsonNode item, String group) {
    String label = item.get("label").asText();
    return group.isEmpty() ? label : label + " / " + item.get("group").get(group).asText("null");
  }

  private static Rides.Average average(JsonNode item) {
    Map<String, Long> excluded = new TreeMap<>();
    item.get("excluded")
        .properties()
        .forEach(rule -> excluded.put(rule.getKey(), rule.getValue().asLong()));
    return new Rides.Average(
        item.get("count").asLong(), excluded, mean(item, "duration"), mean(item, "distance"));
  }

  private static Double mean(JsonNode item, String measure) {
    JsonNode mean = item.get("measures").get(measure).get("mean");
    return mean.isNull() ? null : mean.asDouble();
  }

  private static boolean isSame(Rides.Average actual, Rides.Average expected) {
    return actual != null
        && expected != null
        && actual.count() == expected.count()
        && actual.excluded().equals(expected.excluded())
        && isSame(actual.duration(), expected.duration())
        && isSame(actual.distance(), expected.distance());
  }

  private static boolean isSame(Double actual, Double expected) {
    if (actual == null || expected == null) {
      return Objects.equals(actual, expected);
    }
    return Math.abs(actual - expected) <= TOLERANCE * Math.abs(expected);
  }
}
