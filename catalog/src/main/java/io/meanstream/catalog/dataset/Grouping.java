package io.meanstream.catalog.dataset;

import io.meanstream.catalog.period.Period;
import java.util.List;

/**
 * What averages are kept by.
 *
 * @param by field names; empty for the overall averages
 * @param finest the shortest period that they are kept for
 */
public record Grouping(List<String> by, Period finest) {

  public Grouping {
    by = List.copyOf(by);
  }

  /** The fields joined by a comma; empty for the overall averages. */
  public String id() {
    return String.join(",", by);
  }
}
