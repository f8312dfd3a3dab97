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
 * Types the rows of one source; the first field in the definition's order that is wrong makes the
 * one reject of its row. Not for use by several threads.
 *
 * <p>An empty field has no value, nor has one of its nulls that is not in quotes. Around values
 * that are no strings, spaces do not count.
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

  /** What the source's name has for fields that are in it; null for all others. */
  private final char[][] named;

  private final boolean[] spacesDoNotCount;
  private final LocalTimes local;

  /**
   * A typer of a source's rows.
   *
   * @param numbers how the source writes numbers
   * @param charset what the bytes of the source were read as
   * @param sourceHash the hash of the source, which keys by position hold
   * @param sourceName the name of the source, in which fields may find their values
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
    this.spacesDoNotCount = new boolean[fields.size()];
    this.required = new boolean[fields.size()];
    Set<Integer> keyPlaces = Arrays.stream(key).boxed().collect(Collectors.toSet());
    for (int place = 0; place < required.length; place++) {
      spacesDoNotCount[place] = fields.get(place).type() != FieldType.STRING;
      required[place] =
          fields.get(place).required() || place == dataset.timeIndex() || keyPlaces.contains(place);
    }
  }

  /** How many times of accepted rows their zone's clock shows twice or never. */
  public long ambiguousTimes() {
    return local.ambiguous();
  }

  /**
   * Types one row.
   *
   * @param number which data row of the source it is, counted from 1
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

  /** A reject of the row for what only the receiver of its record can know: its size there. */
  public Row.Rejected tooLarge(RawRow row, long number, long bytes, long limit) {
    return rejected(
        row,
        number,
        "",
        "size",
        "a record of %d bytes, where the topic takes %d".formatted(bytes, limit));
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

  /** By the values of the key's fields, or by the row's place in its source. */
  private String keyOf(TypedRecord record, long number) {
    return key.length == 0 ? DocumentId.ofPosition(sourceHash, number) : record.id(key);
  }

  /** What a field of a row breaks. */
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
    return text == null ? null : valueOf(text, 0, text.length, false, place);
  }

  private Object valueOf(RawRow row, int column, int place) {
    return valueOf(row.text(), row.start(column), row.end(column), row.isQuoted(column), place);
  }

  /** The value of a field, null where it has none, or its {@link Fault}. */
  private Object valueOf(char[] text, int start, int end, boolean isQuoted, int place) {
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
