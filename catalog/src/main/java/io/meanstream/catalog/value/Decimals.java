package io.meanstream.catalog.value;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The values that a field of type decimal may have: those that every part holds digit by digit.
 *
 * <p>They have at most {@value #DIGITS} significant digits, as IEEE 754's decimal128 has in BSON,
 * of which at most {@value #WHOLE_DIGITS} stand before the point and {@value #PLACES} after it, as
 * in Spark's {@code DECIMAL(38,18)}.
 */
public final class Decimals {

  /** The most significant digits. */
  public static final int DIGITS = 34;

  /** The most digits before the point: any unsigned number of 64 bits. */
  public static final int WHOLE_DIGITS = 20;

  /** The most digits after the point. */
  public static final int PLACES = 18;

  /** What is accepted, for people whose number is not. */
  public static final String EXPECTED =
      "a decimal number of at most %d digits, %d before the point and %d after it"
          .formatted(DIGITS, WHOLE_DIGITS, PLACES);

  /** An exponent is what foreign producers may write; digits are ASCII. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,9})?");

  /** Longer texts are not looked at: to parse them takes the square of their length. */
  private static final int LONGEST = 1_000;

  private Decimals() {}

  /** The number of a text, with or without an exponent; nothing where it is none of these. */
  public static Optional<BigDecimal> parse(String text) {
    return text.length() <= LONGEST && NUMBER.matcher(text).matches()
        ? canonical(new BigDecimal(text))
        : Optional.empty();
  }

  /**
   * The one form of a number, without zeros at its end or an exponent, so that numbers that are the
   * same are equal; nothing where it has too many digits.
   */
  public static Optional<BigDecimal> canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    // as long: the scale may be any int, and its difference overflow
    long wholeDigits = (long) stripped.precision() - stripped.scale();
    if (stripped.precision() > DIGITS || wholeDigits > WHOLE_DIGITS || stripped.scale() > PLACES) {
      return Optional.empty();
    }
    return Optional.of(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }
}
