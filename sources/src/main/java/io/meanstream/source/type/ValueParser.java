package io.meanstream.source.type;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.value.FieldType;
import java.time.ZoneId;

/**
 * Gives characters the meaning of one {@link FieldType}.
 *
 * <p>Written by hand and without regular expressions, because the time of a file goes here. Not for
 * use by several threads.
 */
public interface ValueParser {

  /**
   * The value of the characters between two places, or null where they are none of this type.
   *
   * @param from less than {@code to}
   */
  Object parse(char[] text, int from, int to);

  /** What is accepted, for people whose text is not: completes {@code is not …}. */
  String expected();

  /**
   * A parser of a field's values.
   *
   * @param zone of times that carry none
   */
  static ValueParser of(Field field, NumberStyle numbers, ZoneId zone) {
    return Parsers.of(field, numbers, new LocalTimes(zone));
  }
}
