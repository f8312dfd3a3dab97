package io.meanstream.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A record's fields as JSON for display, for formats whose records have no text of their own. */
public final class FieldsText {

  private static final JsonFactory JSON = new JsonFactory();

  private FieldsText() {}

  /**
   * A JSON object of the fields that have a value, all as strings, cut to a number of characters.
   *
   * @param names the column names
   */
  public static String of(RawRow row, List<String> names, int limit) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int field = 0; field < row.size() && text.getBuffer().length() <= limit; field++) {
        int length = row.end(field) - row.start(field);
        if (length > 0) {
          json.writeFieldName(names.get(field));
          json.writeString(row.text(), row.start(field), Math.min(length, limit));
          json.flush();
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return SafeText.clipped(text.toString(), limit);
  }
}
