package io.meanstream.catalog.source;

import java.util.Optional;

/**
 * How files write numbers.
 *
 * @param decimal the character between a number's whole part and its fraction
 * @param grouping the character between groups of three digits of the whole part, if there are
 *     groups; a space includes the no-break spaces
 */
public record NumberStyle(char decimal, Optional<Character> grouping) {

  /** A point before the fraction, and no groups. */
  public static final NumberStyle PLAIN = new NumberStyle('.', Optional.empty());

  /** The characters that a definition may name, in words. */
  public static final String EXPECTED = "one character other than a letter, digit, sign or quote";

  private static final String NEITHER = "+-\"";
  private static final String SPACES = " \u00A0\u202F";

  /** The character of a text, if it can separate digits. */
  public static Optional<Character> separator(String text) {
    if (text.length() != 1) {
      return Optional.empty();
    }
    char c = text.charAt(0);
    boolean isSeparator =
        !Character.isLetterOrDigit(c)
            && !Character.isISOControl(c)
            && !Character.isSurrogate(c)
            && NEITHER.indexOf(c) < 0;
    return isSeparator ? Optional.of(SPACES.indexOf(c) < 0 ? c : ' ') : Optional.empty();
  }

  /** Whether a character stands between groups of digits. */
  public boolean isGrouping(char c) {
    return grouping.isPresent() && grouping.get() == (SPACES.indexOf(c) < 0 ? c : ' ');
  }
}
