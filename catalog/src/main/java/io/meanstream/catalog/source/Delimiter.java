package io.meanstream.catalog.source;

import java.util.Optional;

/** Names of delimiters in definitions and requests: the character itself, or {@code tab}. */
public final class Delimiter {

  /** The valid names, in words. */
  public static final String EXPECTED = "one ASCII character other than a quote, or tab";

  private static final String TAB = "tab";

  private Delimiter() {}

  /** The delimiter with this name, if there is one. */
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
