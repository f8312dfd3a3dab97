package io.meanstream.batch.average;

import io.meanstream.batch.rows.ValueColumns;
import io.meanstream.catalog.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.bson.types.Decimal128;

/**
 * The values of group fields: one of {@link io.meanstream.catalog.FieldType}'s in here, and as
 * Spark and the store have them. A null is a null everywhere.
 */
public final class GroupValue {

  private GroupValue() {}

  /** From a column of {@link ValueColumns}, which has dates as days since 1970-01-01. */
  public static Object ofSpark(Object value) {
    if (value instanceof Integer day) {
      return LocalDate.ofEpochDay(day);
    }
    return value instanceof BigDecimal number ? canonical(number) : value;
  }

  public static Object ofStore(Object value) {
    if (value instanceof Date midnight) {
      return LocalDate.ofInstant(midnight.toInstant(), ZoneOffset.UTC);
    }
    return value instanceof Decimal128 number ? canonical(number.bigDecimalValue()) : value;
  }

  public static Object toStore(Object value) {
    if (value instanceof LocalDate date) {
      return Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    return value instanceof BigDecimal number ? new Decimal128(number) : value;
  }

  /** Equal numbers have to be equal groups. */
  private static BigDecimal canonical(BigDecimal number) {
    return Decimals.canonical(number)
        .orElseThrow(() -> new ArithmeticException(number + " is not " + Decimals.EXPECTED));
  }
}
