package io.meanstream.source.type;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.value.FieldType;

/**
 * Gives characters the meaning of one {@link FieldType}.
 *
 * <p>Written by hand and without regular expressions, because the time of a file goes here. Not for
 * use by several threads.
 */
interface ValueParser {

  /**
   * The value of the characters between two places, or null where they are none of this type.
   *
   * @param from less than {@code to}
   */
  Object parse(char[] text, int from, int to);

  /** What is accepted, for people whose text is not: completes {@code is not …}. */
  String expected();

  static ValueParser of(Field field, NumberStyle numbers, LocalTimes local) {
    return switch (field.type()) {
      case STRING -> new StringParser();
      case INTEGER -> StyledNumberParser.of(new IntegerParser(), numbers);
      case DOUBLE -> StyledNumberParser.of(new DoubleParser(), numbers);
      case BOOLEAN -> new BooleanParser();
      case TIMESTAMP -> FormatsParser.after(new TimestampParser(local), field, local);
      case DECIMAL -> StyledNumberParser.of(new DecimalParser(), numbers);
      case DATE -> FormatsParser.after(new DateParser(), field, local);
    };
  }
}
