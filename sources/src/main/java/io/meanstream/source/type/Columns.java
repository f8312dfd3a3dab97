package io.meanstream.source.type;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.source.RawRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Maps a source's columns to its dataset's fields. */
public final class Columns {

  /** The column of a field that the source lacks. */
  static final int ABSENT = -1;

  private final List<String> header;
  private final int[] columnOfField;
  private final int[] key;
  private final List<String> missing;
  private final int named;

  private Columns(List<String> header, int[] columnOfField, int[] key, List<String> missing) {
    this.header = header;
    this.columnOfField = columnOfField;
    this.key = key;
    this.missing = missing;
    this.named = namedOf(header);
  }

  /**
   * Finds a dataset's fields in a header by their names and aliases.
   *
   * @throws HeaderException if a column name repeats, two columns match one field, or a required
   *     column is missing
   */
  public static Columns of(Dataset dataset, List<String> header) throws HeaderException {
    refuseRepeats(header);
    int[] columnOfField = new int[dataset.fields().size()];
    for (int place = 0; place < columnOfField.length; place++) {
      columnOfField[place] = columnOf(dataset.fields().get(place), header);
    }
    List<String> lacking = new ArrayList<>();
    for (int place = 0; place < columnOfField.length; place++) {
      Field field = dataset.fields().get(place);
      boolean needed =
          field.required()
              || field.name().equals(dataset.time())
              || isAdded(field, dataset.fields(), columnOfField);
      if (needed && field.file().isEmpty() && columnOfField[place] == ABSENT) {
        lacking.add(field.name());
      }
    }
    int[] key = keyOf(dataset, columnOfField, lacking);
    if (!lacking.isEmpty()) {
      throw new HeaderException(
          "does not match dataset %s: missing columns %s (found: %s)"
              .formatted(dataset.name(), String.join(", ", lacking), found(header)));
    }
    List<String> missing = new ArrayList<>();
    for (int place = 0; place < columnOfField.length; place++) {
      if (columnOfField[place] == ABSENT && dataset.fields().get(place).file().isEmpty()) {
        missing.add(dataset.fields().get(place).name());
      }
    }
    return new Columns(List.copyOf(header), columnOfField, key, List.copyOf(missing));
  }

  /** Whether a field that has a column needs this one's text as well. */
  private static boolean isAdded(Field field, List<Field> fields, int[] columnOfField) {
    return IntStream.range(0, fields.size())
        .filter(place -> columnOfField[place] != ABSENT)
        .anyMatch(place -> fields.get(place).with().contains(field.name()));
  }

  /** The number of columns. */
  public int size() {
    return header.size();
  }

  /** The dataset's fields without a column. */
  public List<String> missing() {
    return missing;
  }

  /**
   * Whether a row has an acceptable number of fields: unnamed columns at the end may be missing,
   * and empty fields may follow, which spreadsheets and some exports add.
   */
  boolean takes(RawRow row) {
    return row.size() >= named && (row.size() <= header.size() || row.isBlankFrom(header.size()));
  }

  /** The named columns that match no field. */
  public List<String> unknown() {
    boolean[] known = new boolean[header.size()];
    Arrays.stream(columnOfField).filter(column -> column != ABSENT).forEach(c -> known[c] = true);
    List<String> unknown = new ArrayList<>();
    for (int column = 0; column < known.length; column++) {
      if (!known[column] && !header.get(column).isBlank()) {
        unknown.add(header.get(column));
      }
    }
    return List.copyOf(unknown);
  }

  String name(int column) {
    return column < header.size() ? header.get(column) : "";
  }

  /** The column of a field, or {@link #ABSENT}. */
  int columnOf(int place) {
    return columnOfField[place];
  }

  /** The fields that make up a row's key; none if its position does. */
  int[] key() {
    return key.clone();
  }

  private static int namedOf(List<String> header) {
    int named = header.size();
    while (named > 0 && header.get(named - 1).isBlank()) {
      named--;
    }
    return named;
  }

  private static void refuseRepeats(List<String> header) throws HeaderException {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (!name.isBlank() && !seen.add(Field.fold(name))) {
        throw new HeaderException("has more than one column named " + PlainText.of(name));
      }
    }
  }

  private static int columnOf(Field field, List<String> header) throws HeaderException {
    for (String pointer : field.pointers()) {
      if (header.contains(pointer)) {
        return header.indexOf(pointer);
      }
    }
    int found = ABSENT;
    for (int column = 0; column < header.size(); column++) {
      if (field.isNamed(header.get(column))) {
        if (found != ABSENT) {
          throw new HeaderException(
              "has two columns for %s: %s and %s"
                  .formatted(
                      field.name(),
                      PlainText.of(header.get(found)),
                      PlainText.of(header.get(column))));
        }
        found = column;
      }
    }
    return found;
  }

  /** Adds to the missing columns, unless those already missing make up a key. */
  private static int[] keyOf(Dataset dataset, int[] columnOfField, List<String> lacking) {
    for (List<String> alternative : dataset.keys()) {
      int[] places = alternative.stream().mapToInt(dataset::indexOf).toArray();
      if (Arrays.stream(places)
          .allMatch(
              place ->
                  columnOfField[place] != ABSENT
                      || dataset.fields().get(place).file().isPresent())) {
        return places;
      }
    }
    Predicate<String> isThereOrNamed =
        field -> columnOfField[dataset.indexOf(field)] != ABSENT || lacking.contains(field);
    if (!dataset.keyedByPosition()
        && dataset.keys().stream().noneMatch(key -> key.stream().allMatch(isThereOrNamed))) {
      lacking.add(
          String.join(
              " or ", dataset.keys().stream().map(key -> String.join(" and ", key)).toList()));
    }
    return new int[0];
  }

  /** The names in a header for a message: nothing invisible, and limited in length. */
  public static String found(List<String> header) {
    Stream<String> names = header.stream().map(PlainText::of);
    return header.isEmpty() ? "nothing" : PlainText.clip(String.join(", ", names.toList()));
  }
}
