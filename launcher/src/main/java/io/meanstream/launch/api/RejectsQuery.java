package io.meanstream.launch.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Selects rejects.
 *
 * @param ingestion only those of this one
 */
public record RejectsQuery(String dataset, Optional<String> rule, Optional<String> ingestion) {

  /** The same, of one ingestion. */
  public RejectsQuery of(String id) {
    return new RejectsQuery(dataset, rule, Optional.of(id));
  }

  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    rule.ifPresent(value -> parameters.put("rule", value));
    ingestion.ifPresent(value -> parameters.put("ingestion", value));
    return parameters;
  }
}
