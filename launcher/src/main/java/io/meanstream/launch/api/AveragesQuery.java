package io.meanstream.launch.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Selects averages.
 *
 * @param from a date in the dataset's zone or an instant
 * @param to the same, exclusive
 * @param group the fields that averages are grouped by, joined by commas
 * @param statistics of each measure; empty: all
 */
public record AveragesQuery(
    String dataset,
    String period,
    Optional<String> from,
    Optional<String> to,
    Optional<String> group,
    List<String> statistics) {

  /** The overall averages of all time. */
  public static AveragesQuery overall(String dataset, String period) {
    return new AveragesQuery(
        dataset, period, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("period", period);
    from.ifPresent(value -> parameters.put("from", value));
    to.ifPresent(value -> parameters.put("to", value));
    group.ifPresent(value -> parameters.put("group", value));
    if (!statistics.isEmpty()) {
      parameters.put("statistic", String.join(",", statistics));
    }
    return parameters;
  }
}
