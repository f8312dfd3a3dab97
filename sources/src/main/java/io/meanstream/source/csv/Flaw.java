package io.meanstream.source.csv;

import io.meanstream.source.RawRow;
import java.util.Optional;

/**
 * What can be wrong with a field's characters before they are typed.
 *
 * <p>Each flaw has a mark, a code point that Unicode reserves for internal use ("noncharacters",
 * Unicode 16.0, 23.7). The mark carries the flaw through the CSV parser as part of its field.
 */
public enum Flaw {
  /** A field or a record is larger than {@link RawRow#MAX_FIELD} or {@link RawRow#MAX_RECORD}. */
  TOO_LARGE('\uFDD0'),
  /** Something other than a delimiter follows a closing quote. */
  TEXT_AFTER_QUOTE('\uFDD1'),
  /** The file ends inside quotes. */
  UNCLOSED_QUOTE('\uFDD2');

  private static final Flaw[] ALL = values();

  private final char mark;

  Flaw(char mark) {
    this.mark = mark;
  }

  char mark() {
    return mark;
  }

  static Optional<Flaw> markedBy(char last) {
    for (Flaw flaw : ALL) {
      if (flaw.mark == last) {
        return Optional.of(flaw);
      }
    }
    return Optional.empty();
  }

  static boolean mayBeMark(char last) {
    return (last & 0xFFFC) == '\uFDD0';
  }
}
