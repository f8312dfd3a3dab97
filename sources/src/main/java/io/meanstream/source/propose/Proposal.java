package io.meanstream.source.propose;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.source.DataFiles;
import io.meanstream.source.FormatException;
import io.meanstream.source.RawRow;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RecordLayout;
import io.meanstream.source.RecordReader;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.UnpackLimits;
import io.meanstream.source.csv.LinesToSkip;
import io.meanstream.source.json.JsonShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A proposed definition for an unknown kind of file.
 *
 * @param name of the dataset
 * @param yaml the definition
 * @param notes what the user should check or decide, one line each
 */
public record Proposal(String name, String yaml, List<String> notes) {

  /** With a decimal comma, and points between groups. */
  static final NumberStyle DECIMAL_COMMA = new NumberStyle(',', Optional.of('.'));

  private static final int ROWS = 50_000;

  /** Number styles: with a point, with commas between groups, with a decimal comma. */
  private static final List<NumberStyle> STYLES =
      List.of(NumberStyle.PLAIN, new NumberStyle('.', Optional.of(',')), DECIMAL_COMMA);

  /**
   * Examines the first rows of a file, an archive or a folder.
   *
   * @param name of the dataset; derived from the file's name if empty
   * @param zone of times without one, if known
   * @throws SourceException if there is no data, or the data has no time column
   */
  public static Proposal of(
      Path path, Optional<String> name, Optional<String> zone, TextOptions text)
      throws SourceException {
    SourceFile source = DataFiles.below(path, UnpackLimits.STANDARD).sources().get(0);
    try {
      return of(source, name, zone, text);
    } catch (IOException e) {
      throw new SourceException(source.name(), "cannot be read: " + e.getMessage());
    }
  }

  private static Proposal of(
      SourceFile source, Optional<String> name, Optional<String> zone, TextOptions text)
      throws IOException, SourceException {
    Format format = Format.CSV.ofFile(source.name());
    String records = "";
    List<String> header;
    if (format == Format.JSON || format == Format.NDJSON) {
      try (InputStream in = source.open(UnpackLimits.STANDARD)) {
        JsonShape shape = JsonShape.of(in, format == Format.NDJSON);
        records = shape.records();
        header = shape.values().stream().map(Proposal::nameOf).toList();
      }
    } else {
      try (RecordReader reader = source.records(options(text, RecordLayout.TABLE), false)) {
        header = reader.header();
      }
    }
    List<String> columns = header.stream().filter(it -> !it.isBlank()).toList();
    RecordLayout layout = new RecordLayout(format, records, fields(columns));
    List<ColumnLook> looks = look(source, options(text, layout), layout.fields());
    return new DefinitionText(source, layout, columns, looks, text)
        .proposal(name.orElseGet(() -> Names.dataset(source.name())), zone);
  }

  /** The name of a value at the top of a record, otherwise its pointer. */
  private static String nameOf(String pointer) {
    String name = pointer.substring(1);
    return name.contains("/") || name.contains("~") || name.isBlank() ? pointer : name;
  }

  private static ReadOptions options(TextOptions text, RecordLayout layout) {
    return new ReadOptions(
        text.charset().orElse(StandardCharsets.UTF_8),
        text.delimiter(),
        List.of(),
        LinesToSkip.NONE,
        UnpackLimits.STANDARD,
        layout);
  }

  /** A string field for each column. */
  private static List<Field> fields(List<String> columns) {
    List<String> names = Names.fields(columns);
    return IntStream.range(0, columns.size())
        .mapToObj(column -> field(names.get(column), columns.get(column)))
        .toList();
  }

  private static Field field(String name, String column) {
    boolean isPointer = column.startsWith("/");
    return new Field(
        name,
        FieldType.STRING,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        isPointer ? List.of() : List.of(column),
        isPointer ? List.of(column) : List.of(),
        Optional.empty(),
        List.of());
  }

  private static List<ColumnLook> look(SourceFile source, ReadOptions options, List<Field> fields)
      throws IOException, SourceException {
    try (RecordReader reader = source.records(options, false)) {
      boolean isText = reader.numbers(DECIMAL_COMMA) == DECIMAL_COMMA;
      List<NumberStyle> styles = isText ? STYLES : List.of(NumberStyle.PLAIN);
      List<ColumnLook> looks = new ArrayList<>();
      int[] columnOf = new int[fields.size()];
      for (int field = 0; field < columnOf.length; field++) {
        columnOf[field] = columnOf(fields.get(field), reader.header());
        looks.add(new ColumnLook(fields.get(field).name(), styles));
      }
      for (int row = 0; row < ROWS && reader.next(); row++) {
        RawRow found = reader.row();
        if (found.fault().isEmpty()) {
          for (int field = 0; field < columnOf.length; field++) {
            if (columnOf[field] < found.size()) {
              looks.get(field).look(found.field(columnOf[field]));
            }
          }
        }
      }
      return looks;
    }
  }

  private static int columnOf(Field field, List<String> header) throws FormatException {
    return IntStream.range(0, header.size())
        .filter(
            column -> field.isNamed(header.get(column)) || field.name().equals(header.get(column)))
        .findFirst()
        .orElseThrow(() -> new FormatException("has no column " + field.name()));
  }
}
