package io.meanstream.source.propose;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.source.Delimiter;
import io.meanstream.catalog.source.Format;
import io.meanstream.catalog.source.NumberStyle;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.source.RecordLayout;
import io.meanstream.source.SourceException;
import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import io.meanstream.source.propose.ColumnLook.Candidate;
import io.meanstream.source.type.Columns;
import io.meanstream.source.type.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the definition for a file whose columns were examined. */
final class DefinitionText {

  private static final int GROUPS = 5;
  private static final int MEASURES = 6;
  private static final int PARTS_OF_A_DAY = 3;

  private final SourceFile source;
  private final RecordLayout layout;
  private final List<String> columns;
  private final List<ColumnLook> looks;
  private final TextOptions text;
  private final List<String> notes = new ArrayList<>();

  /**
   * The columns that place rows in time.
   *
   * @param rest what follows the first one's text: a time of day, or the month and the day
   * @param format of all texts, separated by spaces; empty for ISO 8601
   */
  private record Time(ColumnLook first, List<ColumnLook> rest, Optional<String> format) {

    /** A column with times, or with days and no times of day. */
    static Time of(ColumnLook look) {
      return new Time(look, List.of(), look.best().formats().stream().findFirst());
    }

    boolean has(ColumnLook look) {
      return look == first || rest.contains(look);
    }
  }

  DefinitionText(
      SourceFile source,
      RecordLayout layout,
      List<String> columns,
      List<ColumnLook> looks,
      TextOptions text) {
    this.source = source;
    this.layout = layout;
    this.columns = columns;
    this.looks = looks;
    this.text = text;
  }

  Proposal proposal(String name, Optional<String> zone) throws SourceException {
    Time time = time();
    NumberStyle style = style();
    StringBuilder yaml = new StringBuilder();
    yaml.append("name: %s\n".formatted(name));
    yaml.append("time: %s\n".formatted(time.first().name()));
    yaml.append("source: {%s}\n".formatted(sourceKeys(zone, time, style)));
    key().ifPresent(key -> yaml.append("key: [[%s]]\n".formatted(key.name())));
    yaml.append("fields:\n");
    for (int field = 0; field < looks.size(); field++) {
      yaml.append("  %s: {%s}\n".formatted(looks.get(field).name(), fieldKeys(field, time, style)));
    }
    String measures = measures(time, style);
    if (!measures.isEmpty()) {
      yaml.append("measures:\n").append(measures);
    }
    yaml.append("groups:\n  - {by: []}\n");
    groups(time, style).forEach(it -> yaml.append("  - {by: [%s]}\n".formatted(it.name())));
    return new Proposal(name, yaml.toString(), List.copyOf(notes));
  }

  /**
   * A column that is always filled, with times rather than days, and the first such one; otherwise
   * those with the parts of a time.
   */
  private Time time() throws SourceException {
    List<ColumnLook> times =
        looks.stream()
            .filter(ColumnLook::isTime)
            .sorted(
                Comparator.comparing(ColumnLook::filled)
                    .reversed()
                    .thenComparing(it -> it.best().type() == FieldType.TIMESTAMP ? 0 : 1))
            .toList();
    if (times.size() > 1) {
      notes.add(
          "time: %s; %s could be it as well"
              .formatted(times.get(0).name(), names(times.subList(1, times.size()))));
    }
    Time time =
        times.stream()
            .findFirst()
            .map(this::withTimeOfDay)
            .or(this::parts)
            .orElseThrow(
                () ->
                    new SourceException(
                        source.name(),
                        "no column looks like a time (columns: %s); write the definition by hand and give the formats of its time"
                            .formatted(Columns.found(columns))));
    if (!time.rest().isEmpty()) {
      notes.add("time: %s followed by %s".formatted(time.first().name(), names(time.rest())));
    }
    return time;
  }

  private Time withTimeOfDay(ColumnLook time) {
    return looks.stream()
        .filter(it -> time.best().type() == FieldType.DATE && it.timeOfDay().isPresent())
        .findFirst()
        .map(it -> new Time(time, List.of(it), Optional.of(format(time) + it.timeOfDay().get())))
        .orElse(Time.of(time));
  }

  private static String format(ColumnLook days) {
    return days.best().formats().get(0) + " ";
  }

  /** Columns of numbers whose names are parts of a time, such as year, month, day and hour. */
  private Optional<Time> parts() {
    List<ColumnLook> found = new ArrayList<>();
    List<String> letters = List.of("yyyy", "M", "d", "H", "m", "s");
    for (String part : List.of("year", "month", "day", "hour", "minute", "second")) {
      Optional<ColumnLook> column =
          looks.stream()
              .filter(it -> it.name().equals(part) && it.best().type() == FieldType.INTEGER)
              .findFirst();
      if (column.isEmpty()) {
        break;
      }
      found.add(column.get());
    }
    return found.size() < PARTS_OF_A_DAY
        ? Optional.empty()
        : Optional.of(
            new Time(
                found.get(0),
                List.copyOf(found.subList(1, found.size())),
                Optional.of(String.join(" ", letters.subList(0, found.size())))));
  }

  private static String names(List<ColumnLook> looks) {
    return looks.stream().map(ColumnLook::name).collect(Collectors.joining(", "));
  }

  /** The style of most number columns. */
  private NumberStyle style() {
    return looks.stream()
        .filter(ColumnLook::isNumber)
        .map(it -> it.best().numbers())
        .filter(it -> !it.equals(NumberStyle.PLAIN))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(NumberStyle.PLAIN);
  }

  private String sourceKeys(Optional<String> zone, Time time, NumberStyle style) {
    List<String> keys = new ArrayList<>();
    if (layout.format() != Format.CSV) {
      keys.add("format: " + layout.format().id());
    }
    keys.add("zone: " + zone.orElse("UTC"));
    if (zone.isEmpty()) {
      notes.add(
          time.first().hasZone()
              ? "zone: the times have their own; days and weeks follow UTC, unless --zone names another"
              : "zone: the times have none, so UTC is assumed; if they show local time, name its zone with --zone");
    }
    text.charset().ifPresent(it -> keys.add("charset: " + it.name()));
    text.delimiter().ifPresent(it -> keys.add("delimiter: " + quoted(Delimiter.nameOf(it))));
    if (!layout.records().isEmpty()) {
      keys.add("records: " + quoted(layout.records()));
    }
    if (style.decimal() != NumberStyle.PLAIN.decimal()) {
      keys.add("decimal: " + quoted(String.valueOf(style.decimal())));
    }
    style.grouping().ifPresent(it -> keys.add("grouping: " + quoted(it.toString())));
    return String.join(", ", keys);
  }

  private String fieldKeys(int index, Time time, NumberStyle style) {
    ColumnLook look = looks.get(index);
    Field field = layout.fields().get(index);
    FieldType type = type(look, time, style);
    List<String> keys = new ArrayList<>();
    keys.add("type: " + type.id());
    if (look == time.first() && !time.rest().isEmpty()) {
      keys.add("with: [%s]".formatted(names(time.rest())));
    }
    Optional<String> format =
        look == time.first() ? time.format() : look.best().formats().stream().findFirst();
    format.ifPresent(it -> keys.add("formats: [%s]".formatted(quoted(it))));
    if (!look.otherFormats().isEmpty()) {
      notes.add(
          "%s: read as %s; %s would fit as well"
              .formatted(
                  look.name(),
                  look.best().formats().get(0),
                  String.join(", ", look.otherFormats())));
    }
    if (type == FieldType.DOUBLE
        && style.equals(NumberStyle.PLAIN)
        && look.takes(FieldType.INTEGER, Proposal.DECIMAL_COMMA)) {
      notes.add(
          "%s: read with three decimals; if the dots separate thousands, set source.decimal to \",\""
              .formatted(look.name()));
    }
    if (type != FieldType.STRING && look.best().misses() > 0) {
      notes.add(
          "%s: not of type %s: %,d of %,d values, such as \"%s\"; their rows are rejected, unless nulls lists the values"
              .formatted(
                  look.name(),
                  type.id(),
                  look.best().misses(),
                  look.filled(),
                  PlainText.of(look.best().firstMiss())));
    }
    if (!look.markers().isEmpty()) {
      keys.add("nulls: [%s]".formatted(quoted(look.markers().stream())));
    }
    List<String> others =
        field.aliases().stream()
            .filter(it -> !Field.fold(it).equals(Field.fold(field.name())))
            .toList();
    if (!others.isEmpty()) {
      keys.add("aliases: [%s]".formatted(quoted(others.stream())));
    }
    field.pointers().forEach(it -> keys.add("pointer: " + quoted(it)));
    return String.join(", ", keys);
  }

  /** The type to write: numbers in another style than most become strings. */
  private static FieldType type(ColumnLook look, Time time, NumberStyle style) {
    if (time.has(look)) {
      return look == time.first() ? FieldType.TIMESTAMP : FieldType.STRING;
    }
    Candidate best = look.best();
    boolean isOther =
        look.isNumber() && !best.numbers().equals(style) && !look.takes(best.type(), style);
    return isOther ? FieldType.STRING : best.type();
  }

  /** The column that identifies a row, if there is one. */
  private Optional<ColumnLook> key() {
    Optional<ColumnLook> key =
        looks.stream()
            .filter(it -> it.isId() && !it.isRowNumber())
            .filter(it -> it.filled() > 0 && it.filled() == rows())
            .filter(it -> it.repeats() * 100 <= it.filled())
            .min(Comparator.comparing(ColumnLook::repeats));
    notes.add(
        key.map(
                it ->
                    "key: %s, %s in %,d rows"
                        .formatted(it.name(), repeats(it.repeats()), it.filled()))
            .orElse(
                "key: a row's position in its file, since no column identifies it; the rows of a file"
                    + " that grows count again"));
    return key;
  }

  private static String repeats(long count) {
    return count == 0 ? "no repeats" : count == 1 ? "1 repeat" : "%,d repeats".formatted(count);
  }

  private long rows() {
    return looks.stream().mapToLong(ColumnLook::filled).max().orElse(0);
  }

  private String measures(Time time, NumberStyle style) {
    StringBuilder measures = new StringBuilder();
    Optional<ColumnLook> end =
        looks.stream()
            .filter(it -> !time.has(it) && it.best().type() == FieldType.TIMESTAMP)
            .filter(it -> it.name().matches(".*(end|stop|drop|arriv|close|finish).*"))
            .findFirst();
    end.ifPresent(
        it ->
            measures.append(
                "  duration: {unit: s, expression: (unix_micros(%s) - unix_micros(%s)) / 1000000}\n"
                    .formatted(it.name(), time.first().name())));
    looks.stream()
        .filter(it -> it.isNumber() && !time.has(it) && type(it, time, style) != FieldType.STRING)
        .filter(it -> !it.isId() && !isGroup(it, time, style))
        .filter(
            it ->
                !it.name().matches(".*(lat|lng|lon|latitude|longitude|zip|postcode|code|id|year)"))
        .limit(MEASURES)
        .forEach(
            it ->
                measures.append(
                    "  %s: {unit: %s, expression: %s}\n"
                        .formatted(it.name(), quoted(unit(it.name())), it.name())));
    if (measures.isEmpty()) {
      notes.add("measures: no column of numbers, so only rows are counted");
    }
    return measures.toString();
  }

  /** The unit at the end of a name, or none. */
  private static String unit(String name) {
    String last = name.substring(name.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
    return last.matches("s|ms|min|h|m|cm|mm|km|mi|kg|g|c|f|usd|eur|gbp|percent") ? last : "1";
  }

  private List<ColumnLook> groups(Time time, NumberStyle style) {
    return looks.stream().filter(it -> isGroup(it, time, style)).limit(GROUPS).toList();
  }

  private static boolean isGroup(ColumnLook look, Time time, NumberStyle style) {
    FieldType type = type(look, time, style);
    boolean isCount = type == FieldType.INTEGER && !look.isCode();
    return !time.has(look) && look.isGroup() && type != FieldType.DOUBLE && !isCount;
  }

  private static String quoted(Stream<String> texts) {
    return texts.map(DefinitionText::quoted).collect(Collectors.joining(", "));
  }

  /** A text in YAML's double quotes. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (Character.isISOControl(c)) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
