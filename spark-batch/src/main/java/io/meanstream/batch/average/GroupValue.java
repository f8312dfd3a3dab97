package io.meanstream.batch.average;

import io.meanstream.catalog.value.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.bson.types.Decimal128;

/** Converts the values of group fields between Java, Spark and the store. Null stays null. */
public final class GroupValue {

  private GroupValue() {}

  /** From a column of Spark's internal rows, where dates are days since 1970-01-01. */
  public static Object ofSpark(Object value) {
    if (value instanceof Integer day) {
      return LocalDate.ofEpochDay(day);
    }
    if (value instanceof UTF8String text) {
      return text.toString();
    }
    return value instanceof Decimal number ? canonical(number.toJavaBigDecimal()) : value;
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

  /** Equal numbers must form one group, whatever their scale. */
  private static BigDecimal canonical(BigDecimal number) {
    return Decimals.canonical(number)
        .orElseThrow(() -> new ArithmeticException(number + " is not " + Decimals.EXPECTED));
  }
}
