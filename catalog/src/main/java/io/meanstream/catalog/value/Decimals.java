package io.meanstream.catalog.value;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The values of decimal fields: numbers that Kafka, MongoDB and Spark all represent exactly.
 *
 * <p>They have at most {@value #DIGITS} significant digits, like IEEE 754's decimal128 in BSON,
 * with at most {@value #WHOLE_DIGITS} before the point and {@value #PLACES} after it, like Spark's
 * {@code DECIMAL(38,18)}.
 */
public final class Decimals {

  /** The maximum number of significant digits. */
  public static final int DIGITS = 34;

  /** The maximum number of digits before the point: enough for any unsigned 64-bit number. */
  public static final int WHOLE_DIGITS = 20;

  /** The maximum number of digits after the point. */
  public static final int PLACES = 18;

  /** The accepted numbers, in words, for messages about a number that is not accepted. */
  public static final String EXPECTED =
      "a decimal number of at most %d digits, %d before the point and %d after it"
          .formatted(DIGITS, WHOLE_DIGITS, PLACES);

  /** Other producers may write exponents; digits are ASCII. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,9})?");

  /** Longer texts are rejected unparsed, since parsing takes quadratic time. */
  private static final int LONGEST = 1_000;

  private Decimals() {}

  /** Parses a number, with or without an exponent; empty if it is not one of these values. */
  public static Optional<BigDecimal> parse(String text) {
    return text.length() <= LONGEST && NUMBER.matcher(text).matches()
        ? canonical(new BigDecimal(text))
        : Optional.empty();
  }

  /**
   * The canonical form of a number, without trailing zeros or an exponent, so that equal numbers
   * are equal objects; empty if it has too many digits.
   */
  public static Optional<BigDecimal> canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    // a long, because the scale may be any int and the difference could overflow
    long wholeDigits = (long) stripped.precision() - stripped.scale();
    if (stripped.precision() > DIGITS || wholeDigits > WHOLE_DIGITS || stripped.scale() > PLACES) {
      return Optional.empty();
    }
    return Optional.of(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }
}
