package io.meanstream.catalog;

import java.math.BigDecimal;
import java.util.Optional;

/** Compares numbers with the {@code min} and the {@code max} of their field. */
public final class BoundCheck {

  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> MIN = Optional.of("min");
  private static final Optional<String> MAX = Optional.of("max");

  private final Field field;
  private final boolean isBounded;
  private final double least;
  private final double greatest;

  private BoundCheck(Field field) {
    this.field = field;
    this.isBounded = field.min().isPresent() || field.max().isPresent();
    this.least = field.min().map(BigDecimal::doubleValue).orElse(Double.NEGATIVE_INFINITY);
    this.greatest = field.max().map(BigDecimal::doubleValue).orElse(Double.POSITIVE_INFINITY);
  }

  /** The check of a field; one without bounds accepts all. */
  public static BoundCheck of(Field field) {
    return new BoundCheck(field);
  }

  /**
   * The rule that a number breaks, {@code min} or {@code max}.
   *
   * @param value a Double, which is compared with the bound's nearest double, or a Long or
   *     BigDecimal, which are compared exactly
   */
  public Optional<String> brokenBy(Number value) {
    if (!isBounded) {
      return NONE;
    }
    if (value instanceof Double number) {
      return number < least ? MIN : number > greatest ? MAX : NONE;
    }
    return value instanceof BigDecimal number
        ? exactly(number)
        : exactly(BigDecimal.valueOf(value.longValue()));
  }

  private Optional<String> exactly(BigDecimal value) {
    if (field.min().isPresent() && value.compareTo(field.min().get()) < 0) {
      return MIN;
    }
    return field.max().isPresent() && value.compareTo(field.max().get()) > 0 ? MAX : NONE;
  }

  /** What a number that breaks a rule is, such as {@code is below -90}. */
  public String mistake(String rule) {
    return rule.equals("min")
        ? "is below " + field.min().orElseThrow().toPlainString()
        : "is above " + field.max().orElseThrow().toPlainString();
  }
}
