package io.meanstream.catalog;

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
 * @param aliases other names that headers give to it
 */
public record Field(
    String name,
    FieldType type,
    boolean required,
    Optional<Double> min,
    Optional<Double> max,
    List<String> aliases) {

  public Field {
    aliases = List.copyOf(aliases);
  }

  /** Whether a column of this header holds this field. */
  public boolean isNamed(String header) {
    String folded = fold(header);
    return fold(name).equals(folded)
        || aliases.stream().anyMatch(alias -> fold(alias).equals(folded));
  }

  /** Whether a value is less than {@link #min}. */
  public boolean isBelowMin(double value) {
    return min.isPresent() && value < min.get();
  }

  /** Whether a value is greater than {@link #max}. */
  public boolean isAboveMax(double value) {
    return max.isPresent() && value > max.get();
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
