package io.meanstream.source.type;

import io.meanstream.catalog.dataset.BoundCheck;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.DocumentId;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.dataset.TextCheck;
import io.meanstream.catalog.record.TypedRecord;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.catalog.value.ValueText;
import io.meanstream.source.RawRow;
import io.meanstream.source.RowFault;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Types the rows of one source. A row gets one reject, for the first invalid field in the
 * definition's order. Not thread-safe.
 *
 * <p>An empty field and an unquoted null marker have no value. Spaces around values are ignored,
 * except in strings.
 */
public final class RowTyper {

  private static final int RAW_LIMIT = 4_096;
  private static final int VALUE_LIMIT = 200;

  private final Dataset dataset;
  private final List<Field> fields;
  private final Columns columns;
  private final Charset charset;
  private final int[] key;
  private final String sourceHash;
  private final ValueParser[] parsers;
  private final TextCheck[] texts;
  private final BoundCheck[] bounds;
  private final NullMarkers[] nulls;
  private final boolean[] required;

  /** Values taken from the source's name; null for all other fields. */
  private final char[][] named;

  /** The columns whose texts follow those of the fields; none for most. */
  private final int[][] added;

  private final boolean[] spacesDoNotCount;
  private final LocalTimes local;

  /**
   * Creates a typer for a source.
   *
   * @param numbers how the source writes numbers
   * @param charset the charset that the source was read in
   * @param sourceHash the source's hash, part of keys by position
   * @param sourceName the source's name, from which fields may take values
   */
  public RowTyper(
      Dataset dataset,
      Columns columns,
      NumberStyle numbers,
      Charset charset,
      String sourceHash,
      String sourceName) {
    this.charset = charset;
    this.dataset = dataset;
    this.fields = dataset.fields();
    this.columns = columns;
    this.key = columns.key();
    this.sourceHash = sourceHash;
    this.local = new LocalTimes(dataset.zone());
    this.parsers =
        fields.stream().map(field -> Parsers.of(field, numbers, local)).toArray(ValueParser[]::new);
    this.texts = fields.stream().map(TextCheck::of).toArray(TextCheck[]::new);
    this.bounds = fields.stream().map(BoundCheck::of).toArray(BoundCheck[]::new);
    this.nulls = fields.stream().map(NullMarkers::of).toArray(NullMarkers[]::new);
    this.named = fields.stream().map(field -> named(field, sourceName)).toArray(char[][]::new);
    this.added = fields.stream().map(this::columnsAddedTo).toArray(int[][]::new);
    this.spacesDoNotCount = new boolean[fields.size()];
    this.required = new boolean[fields.size()];
    Set<Integer> keyPlaces = Arrays.stream(key).boxed().collect(Collectors.toSet());
    for (int place = 0; place < required.length; place++) {
      spacesDoNotCount[place] = fields.get(place).type() != FieldType.STRING;
      required[place] =
          fields.get(place).required() || place == dataset.timeIndex() || keyPlaces.contains(place);
    }
  }

  /** How many local times in accepted rows were ambiguous or skipped by the zone's clock. */
  public long ambiguousTimes() {
    return local.ambiguous();
  }

  /**
   * Types one row.
   *
   * @param number the row's number among the source's data rows, counted from 1
   */
  public Row type(RawRow row, long number) {
    Optional<RowFault> fault = row.fault();
    if (fault.isPresent()) {
      return faulty(row, number, fault.get());
    }
    if (!columns.takes(row)) {
      return rejected(
          row,
          number,
          "",
          "columns",
          "%d field%s, but the header has %d"
              .formatted(row.size(), row.size() == 1 ? "" : "s", columns.size()));
    }
    long ambiguousBefore = local.ambiguous();
    Row typed = typeFields(row, number);
    if (typed instanceof Row.Rejected) {
      local.resetAmbiguous(ambiguousBefore);
    }
    return typed;
  }

  /** Rejects a row whose Kafka record turned out to exceed the topic's limit. */
  public Row.Rejected tooLarge(RawRow row, long number, long bytes, long limit) {
    return rejected(
        row,
        number,
        "",
        "size",
        "the record has %d bytes, but the topic takes at most %d".formatted(bytes, limit));
  }

  private Row typeFields(RawRow row, long number) {
    Object[] values = new Object[parsers.length];
    for (int place = 0; place < parsers.length; place++) {
      int column = columns.columnOf(place);
      Object value = column == Columns.ABSENT ? named(place) : valueOf(row, column, place);
      if (value instanceof Fault fault) {
        return rejected(row, number, fields.get(place).name(), fault.rule(), fault.message());
      }
      values[place] = value;
    }
    TypedRecord record = TypedRecord.of(dataset, values);
    return new Row.Accepted(number, row.line(), keyOf(record, number), record);
  }

  /** Built from the key's fields, or from the row's position in its source. */
  private String keyOf(TypedRecord record, long number) {
    return key.length == 0 ? DocumentId.ofPosition(sourceHash, number) : record.id(key);
  }

  /** The rule that a field breaks. */
  private record Fault(String rule, String message) {}

  private static char[] named(Field field, String sourceName) {
    if (field.file().isEmpty()) {
      return null;
    }
    Matcher found =
        Pattern.compile(field.file().get())
            .matcher(sourceName.substring(sourceName.lastIndexOf('/') + 1));
    String value = found.find() ? found.group(1) : null;
    return value == null ? new char[0] : value.toCharArray();
  }

  private Object named(int place) {
    char[] text = named[place];
    return text == null ? null : valueOf(text, 0, text.length, false, "", place);
  }

  private int[] columnsAddedTo(Field field) {
    return field.with().stream()
        .mapToInt(other -> columns.columnOf(dataset.indexOf(other)))
        .toArray();
  }

  private Object valueOf(RawRow row, int column, int place) {
    return valueOf(
        row.text(),
        row.start(column),
        row.end(column),
        row.isQuoted(column),
        rest(row, place),
        place);
  }

  /** What follows a field's own text; empty for most. */
  private String rest(RawRow row, int place) {
    if (added[place].length == 0) {
      return "";
    }
    return Arrays.stream(added[place])
        .mapToObj(column -> " " + row.field(column).strip())
        .collect(Collectors.joining())
        .stripTrailing();
  }

  /** A field's value, null if it has none, or its {@link Fault}. */
  private Object valueOf(
      char[] text, int start, int end, boolean isQuoted, String rest, int place) {
    int from = start;
    int to = end;
    if (spacesDoNotCount[place]) {
      while (from < to && text[from] == ' ') {
        from++;
      }
      while (from < to && text[to - 1] == ' ') {
        to--;
      }
    }
    if (from == to) {
      return required[place] ? new Fault("required", "there is no value") : null;
    }
    if (!isQuoted && nulls[place].has(text, from, to)) {
      return required[place]
          ? new Fault("required", quoted(text, from, to) + " means no value")
          : null;
    }
    if (rest.isEmpty()) {
      return parsed(text, from, to, place);
    }
    char[] whole = (new String(text, from, to - from) + rest).toCharArray();
    return parsed(whole, 0, whole.length, place);
  }

  private Object parsed(char[] text, int from, int to, int place) {
    Object value = parsers[place].parse(text, from, to);
    if (value == null) {
      return fault(new String(text, from, to - from), parsers[place]);
    }
    if (value instanceof String string) {
      return allowed(string, texts[place]);
    }
    Optional<String> rule = bounds[place].brokenBy(value);
    return rule.isEmpty()
        ? value
        : new Fault(
            rule.get(),
            (value instanceof Number ? ValueText.of(value) : quoted(text, from, to))
                + " "
                + bounds[place].mistake(rule.get()));
  }

  private static String quoted(char[] text, int from, int to) {
    return '"' + clipped(new String(text, from, to - from)) + '"';
  }

  private Fault fault(String text, ValueParser parser) {
    int undecodable = text.indexOf(RawRow.UNDECODABLE);
    return undecodable < 0
        ? new Fault("type", notThis(text, parser))
        : new Fault(
            "charset",
            "character %d of \"%s\" is not in %s"
                .formatted(undecodable + 1, clipped(text), charset.name()));
  }

  private static Object allowed(String text, TextCheck check) {
    Optional<String> rule = check.brokenBy(text);
    return rule.isEmpty()
        ? text
        : new Fault(rule.get(), "\"%s\" %s".formatted(clipped(text), check.mistake(rule.get())));
  }

  private static String notThis(String text, ValueParser parser) {
    return "\"%s\" is not %s".formatted(clipped(text), parser.expected());
  }

  private static String clipped(String text) {
    String shown = PlainText.of(text);
    return shown.length() > VALUE_LIMIT ? shown.substring(0, VALUE_LIMIT) + "…" : shown;
  }

  private Row.Rejected faulty(RawRow row, long number, RowFault fault) {
    String column = PlainText.of(columns.name(fault.column()));
    return rejected(row, number, column, fault.rule(), fault.message());
  }

  private static Row.Rejected rejected(
      RawRow row, long number, String field, String rule, String message) {
    return new Row.Rejected(number, row.line(), field, rule, message, row.raw(RAW_LIMIT));
  }
}
