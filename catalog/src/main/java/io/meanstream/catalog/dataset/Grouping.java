package io.meanstream.catalog.dataset;

import io.meanstream.catalog.period.Period;
import java.util.List;

/**
 * The fields that averages are grouped by.
 *
 * @param by field names; empty for the overall averages
 * @param finest the shortest period with averages of these groups
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
