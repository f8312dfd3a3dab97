package io.meanstream.stats.rejects;

import java.util.List;
import java.util.Optional;

/**
 * The CSV format of a source.
 *
 * @param columns the names in the header
 * @param delimiter the delimiter of fields; empty if unknown
 */
record SourceFormat(List<String> columns, Optional<Character> delimiter) {

  /** The format of an unknown source, or of several sources. */
  static final SourceFormat UNKNOWN = new SourceFormat(List.of(), Optional.empty());

  SourceFormat {
    columns = List.copyOf(columns);
  }
}
