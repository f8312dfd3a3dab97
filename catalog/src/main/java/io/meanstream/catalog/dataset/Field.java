package io.meanstream.catalog.dataset;

import io.meanstream.catalog.value.FieldType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of a dataset.
 *
 * @param name {@code [a-z][a-z0-9_]*}
 * @param type the type of its values
 * @param required whether a row without a value is rejected
 * @param min the minimum, for numbers, timestamps and dates only
 * @param max the maximum, for numbers, timestamps and dates only
 * @param pattern the regular expression that a whole string must match, for strings only
 * @param oneOf the only accepted strings, for strings only; empty accepts any
 * @param formats how files write it besides ISO 8601, for dates and timestamps only; see {@link
 *     TimeFormat}
 * @param nulls the texts that mean "no value" in files, unless quoted
 * @param aliases other column names for it
 * @param pointers where its value is in a nested record: JSON Pointers (RFC 6901) from the record's
 *     root, of which the first that exists counts; without pointers, the value has the field's name
 *     or an alias at the root
 * @param file the regular expression whose one group captures its value from a file's name; no
 *     column has it then
 * @param with the fields whose texts follow this one's, each after a space, for timestamps only:
 *     the rest of a time that has several columns
 */
public record Field(
    String name,
    FieldType type,
    boolean required,
    Optional<Bound> min,
    Optional<Bound> max,
    Optional<String> pattern,
    List<String> oneOf,
    List<String> formats,
    List<String> nulls,
    List<String> aliases,
    List<String> pointers,
    Optional<String> file,
    List<String> with) {

  public Field {
    oneOf = List.copyOf(oneOf);
    formats = List.copyOf(formats);
    nulls = List.copyOf(nulls);
    aliases = List.copyOf(aliases);
    pointers = List.copyOf(pointers);
    with = List.copyOf(with);
  }

  /** A string field with the usual formats; only an empty text means "no value". */
  public Field(
      String name,
      FieldType type,
      boolean required,
      Optional<Bound> min,
      Optional<Bound> max,
      List<String> aliases) {
    this(
        name,
        type,
        required,
        min,
        max,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        aliases,
        List.of(),
        Optional.empty(),
        List.of());
  }

  /** The same field, made required. */
  public Field asRequired() {
    return new Field(
        name, type, true, min, max, pattern, oneOf, formats, nulls, aliases, pointers, file, with);
  }

  /** Whether a column with this name or pointer has this field's values. */
  public boolean isNamed(String header) {
    if (file.isPresent()) {
      return false;
    }
    if (header.startsWith("/") && !pointers.isEmpty()) {
      return pointers.contains(header);
    }
    String folded = fold(header);
    return fold(name).equals(folded)
        || aliases.stream().anyMatch(alias -> fold(alias).equals(folded));
  }

  /**
   * A column's name in the form used for comparison: without case, spaces, {@code _} and {@code /}.
   */
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
