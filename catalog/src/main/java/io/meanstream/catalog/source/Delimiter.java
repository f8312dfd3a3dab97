package io.meanstream.catalog.source;

import java.util.Optional;

/**
 * Delimiters by the names that definitions and requests give them: the character itself, or {@code
 * tab}.
 */
public final class Delimiter {

  /** What a name must be, in words. */
  public static final String EXPECTED = "one ASCII character other than a quote, or tab";

  private static final String TAB = "tab";

  private Delimiter() {}

  /** The delimiter of this name, if it is that of one. */
  public static Optional<Character> of(String name) {
    if (name.equals(TAB)) {
      return Optional.of('\t');
    }
    return name.length() == 1
            && name.charAt(0) >= ' '
            && name.charAt(0) <= '~'
            && !name.equals("\"")
        ? Optional.of(name.charAt(0))
        : Optional.empty();
  }

  /** The name of a delimiter. */
  public static String nameOf(char delimiter) {
    return delimiter == '\t' ? TAB : String.valueOf(delimiter);
  }
}
