package io.meanstream.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of a dataset.
 *
 * @param name {@code [a-z][a-z0-9_]*}
 * @param type the type of its values
 * @param required whether a row without a value is rejected
 * @param min the least value that is accepted, of numeric types only
 * @param max the greatest value that is accepted, of numeric types only
 * @param pattern the regular expression that a whole text has to match, of strings only
 * @param oneOf the only texts that are accepted, of strings only; any where it is empty
 * @param aliases other names that headers give to it
 */
public record Field(
    String name,
    FieldType type,
    boolean required,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max,
    Optional<String> pattern,
    List<String> oneOf,
    List<String> aliases) {

  public Field {
    oneOf = List.copyOf(oneOf);
    aliases = List.copyOf(aliases);
  }

  /** A field of any text. */
  public Field(
      String name,
      FieldType type,
      boolean required,
      Optional<BigDecimal> min,
      Optional<BigDecimal> max,
      List<String> aliases) {
    this(name, type, required, min, max, Optional.empty(), List.of(), aliases);
  }

  /** Whether a column of this header holds this field. */
  public boolean isNamed(String header) {
    String folded = fold(header);
    return fold(name).equals(folded)
        || aliases.stream().anyMatch(alias -> fold(alias).equals(folded));
  }

  /** A column's name as names are compared: without case, space, {@code _} and {@code /}. */
  public static String fold(String header) {
    StringBuilder folded = new StringBuilder(header.length());
    header
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> c != '_' && c != '/' && !Character.isWhitespace(c))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
