package io.meanstream.source.type;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.NumberStyle;

/** Creates the parsers of fields. */
final class Parsers {

  private Parsers() {}

  /**
   * The parser of a field's values.
   *
   * @param local counts the times that are ambiguous in its zone
   */
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
