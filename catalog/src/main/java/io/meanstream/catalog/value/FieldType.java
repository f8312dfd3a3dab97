package io.meanstream.catalog.value;

import java.util.Locale;

/** The types of fields, each with the Java type of its values. */
public enum FieldType {
  /** {@link String}, any text. */
  STRING,
  /** {@link Long}. */
  INTEGER,
  /** {@link Double}, finite. */
  DOUBLE,
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link java.time.Instant}. */
  TIMESTAMP,
  /** {@link java.math.BigDecimal}, one of {@link Decimals}. */
  DECIMAL,
  /** {@link java.time.LocalDate} in the years 0000 to 9999. */
  DATE;

  /** The name in definitions, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether averages may be kept by a field of this type. */
  public boolean canGroup() {
    return this != DOUBLE && this != TIMESTAMP;
  }
}
