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
 * @param min the least value that is accepted, of numbers, timestamps and dates only
 * @param max the greatest value that is accepted, of numbers, timestamps and dates only
 * @param pattern the regular expression that a whole text has to match, of strings only
 * @param oneOf the only texts that are accepted, of strings only; any where it is empty
 * @param formats how files write it besides ISO 8601, of dates and timestamps only; see {@link
 *     TimeFormat}
 * @param nulls the texts that stand for no value in files, where they are not in quotes
 * @param aliases other names that headers give to it
 * @param pointers where its value is in a nested record: JSON Pointers (RFC 6901) from the record's
 *     root, of which the first that is there counts; where there are none, the value has the
 *     field's name or an alias at the root
 * @param file the regular expression whose one group finds its value in the name of a file; no
 *     column holds it then
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
    Optional<String> file) {

  public Field {
    oneOf = List.copyOf(oneOf);
    formats = List.copyOf(formats);
    nulls = List.copyOf(nulls);
    aliases = List.copyOf(aliases);
    pointers = List.copyOf(pointers);
  }

  /** A field of any text, in the usual formats; only an empty text means no value. */
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
        Optional.empty());
  }

  /** The same field, without a value of which a row is rejected. */
  public Field asRequired() {
    return new Field(
        name, type, true, min, max, pattern, oneOf, formats, nulls, aliases, pointers, file);
  }

  /** Whether a column of this name, or at this pointer, holds this field. */
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
