package io.meanstream.source;

import io.meanstream.catalog.source.Delimiter;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * How a request says that its sources write their text; what it does not say is as the dataset's
 * definition has it.
 *
 * @param charset of their bytes
 * @param delimiter between two fields
 */
public record TextOptions(Optional<Charset> charset, Optional<Character> delimiter) {

  /** All is as the definition has it. */
  public static final TextOptions DEFINED = new TextOptions(Optional.empty(), Optional.empty());

  /**
   * Options by their names.
   *
   * @throws IllegalArgumentException if a name is wrong; the message says what would be right
   */
  public static TextOptions parse(Optional<String> charset, Optional<String> delimiter) {
    return new TextOptions(
        charset.map(TextOptions::charsetOf), delimiter.map(TextOptions::delimiterOf));
  }

  /** These, and those of others where these do not say. */
  public TextOptions or(TextOptions others) {
    return new TextOptions(charset.or(others::charset), delimiter.or(others::delimiter));
  }

  private static Charset charsetOf(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "charset: \"%s\" is not a known charset; use one such as windows-1252".formatted(name),
          e);
    }
  }

  private static char delimiterOf(String name) {
    return Delimiter.of(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "delimiter: \"%s\" is not a delimiter; use %s"
                        .formatted(name, Delimiter.EXPECTED)));
  }
}
