package io.meanstream.catalog;

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
  TIMESTAMP;

  /** The name in definitions, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a field of this type may have a {@code min} and a {@code max}. */
  public boolean isNumeric() {
    return this == INTEGER || this == DOUBLE;
  }

  /** Whether averages may be kept by a field of this type. */
  public boolean canGroup() {
    return this == STRING || this == INTEGER || this == BOOLEAN;
  }
}
