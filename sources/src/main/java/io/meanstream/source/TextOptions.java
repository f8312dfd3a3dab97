package io.meanstream.source;

import io.meanstream.catalog.source.Delimiter;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The charset and delimiter that a request asks for; where it sets none, the dataset's definition
 * applies.
 *
 * @param charset of the bytes
 * @param delimiter between two fields
 */
public record TextOptions(Optional<Charset> charset, Optional<Character> delimiter) {

  /** No request options: the definition applies. */
  public static final TextOptions DEFINED = new TextOptions(Optional.empty(), Optional.empty());

  /**
   * Parses options by name.
   *
   * @throws IllegalArgumentException if a name is wrong; the message says what is allowed
   */
  public static TextOptions parse(Optional<String> charset, Optional<String> delimiter) {
    return new TextOptions(
        charset.map(TextOptions::charsetOf), delimiter.map(TextOptions::delimiterOf));
  }

  /** These options, with those of others as defaults. */
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
