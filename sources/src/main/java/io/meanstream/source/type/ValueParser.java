package io.meanstream.source.type;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.value.FieldType;
import java.time.ZoneId;

/**
 * Parses characters as one {@link FieldType}.
 *
 * <p>Implementations are written by hand and avoid regular expressions, because most of the time to
 * read a file is spent here. Not thread-safe.
 */
public interface ValueParser {

  /**
   * Parses the characters between two indexes; null if they are not of this type.
   *
   * @param from less than {@code to}
   */
  Object parse(char[] text, int from, int to);

  /** What is accepted, for messages: completes {@code is not …}. */
  String expected();

  /**
   * A parser of a field's values.
   *
   * @param zone of times without one
   */
  static ValueParser of(Field field, NumberStyle numbers, ZoneId zone) {
    return Parsers.of(field, numbers, new LocalTimes(zone));
  }
}
