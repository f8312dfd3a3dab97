package io.meanstream.stats.rejects;

import java.util.List;
import java.util.Optional;

/**
 * How a source writes its rows.
 *
 * @param columns the names in its header
 * @param delimiter between two fields; empty where it was not kept
 */
record SourceTable(List<String> columns, Optional<Character> delimiter) {

  /** Nothing is known, or there are several sources. */
  static final SourceTable NONE = new SourceTable(List.of(), Optional.empty());

  SourceTable {
    columns = List.copyOf(columns);
  }
}
