package io.meanstream.catalog.value;

import java.math.BigDecimal;

/** Typed values as text. */
public final class ValueText {

  private ValueText() {}

  /**
   * The text of a value in ids and on topics: timestamps as UTC instants, dates as {@code
   * yyyy-MM-dd}, decimals as plain digits.
   */
  public static String of(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
