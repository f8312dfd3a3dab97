package io.meanstream.source.type;

import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.FieldType;
import io.meanstream.catalog.value.TimeFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Tries a field's own formats in order when a text is not ISO 8601. */
final class FormatsParser implements ValueParser {

  private static final int LONGEST = 100;

  private final ValueParser iso;
  private final Field field;
  private final List<TimeFormat> formats;
  private final LocalTimes local;

  private FormatsParser(ValueParser iso, Field field, LocalTimes local) {
    this.iso = iso;
    this.field = field;
    this.formats =
        field.formats().stream()
            .map(pattern -> TimeFormat.of(pattern, field.type(), local.zone()))
            .toList();
    this.local = local;
  }

  /** The parser of a date or timestamp field: the ISO parser itself if the field has no formats. */
  static ValueParser after(ValueParser iso, Field field, LocalTimes local) {
    return field.formats().isEmpty() ? iso : new FormatsParser(iso, field, local);
  }

  @Override
  public Object parse(char[] text, int from, int to) {
    Object value = iso.parse(text, from, to);
    return value != null || to - from > LONGEST ? value : parse(new String(text, from, to - from));
  }

  private Object parse(String text) {
    for (TimeFormat format : formats) {
      Object value = field.type() == FieldType.DATE ? format.date(text) : format.time(text);
      if (value instanceof LocalDateTime time) {
        return Instant.ofEpochSecond(
            local.toEpochSecond(time.toEpochSecond(ZoneOffset.UTC)), time.getNano());
      }
      if (value instanceof ZonedDateTime time) {
        return local.ofAnotherZone(time);
      }
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  @Override
  public String expected() {
    return iso.expected() + ", nor " + String.join(" nor ", field.formats());
  }
}
