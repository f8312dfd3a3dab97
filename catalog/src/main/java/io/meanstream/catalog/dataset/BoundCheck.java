package io.meanstream.catalog.dataset;

import java.math.BigDecimal;
import java.util.Optional;

/** Compares values with the {@code min} and the {@code max} of their field. */
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
    this.least = asDouble(field.min(), Double.NEGATIVE_INFINITY);
    this.greatest = asDouble(field.max(), Double.POSITIVE_INFINITY);
  }

  private static double asDouble(Optional<Bound> bound, double otherwise) {
    return bound
        .map(Bound::value)
        .filter(BigDecimal.class::isInstance)
        .map(number -> ((BigDecimal) number).doubleValue())
        .orElse(otherwise);
  }

  /** The check for a field; without bounds it accepts every value. */
  public static BoundCheck of(Field field) {
    return new BoundCheck(field);
  }

  /**
   * The rule that a value breaks, {@code min} or {@code max}.
   *
   * @param value of the field's type; a Double is compared with the bound's nearest double, all
   *     others exactly
   */
  public Optional<String> brokenBy(Object value) {
    if (!isBounded) {
      return NONE;
    }
    if (value instanceof Double number) {
      return number < least ? MIN : number > greatest ? MAX : NONE;
    }
    if (field.min().isPresent() && field.min().get().compareTo(value) > 0) {
      return MIN;
    }
    return field.max().isPresent() && field.max().get().compareTo(value) < 0 ? MAX : NONE;
  }

  /** What is wrong with a value that breaks a rule, such as {@code is below -90}. */
  public String mistake(String rule) {
    return rule.equals("min")
        ? "is below " + field.min().orElseThrow().text()
        : "is above " + field.max().orElseThrow().text();
  }
}
