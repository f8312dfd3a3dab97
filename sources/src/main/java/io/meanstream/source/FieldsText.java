package io.meanstream.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The fields of a record as JSON, for people, where a record has no text of its own. */
public final class FieldsText {

  private static final JsonFactory JSON = new JsonFactory();

  private FieldsText() {}

  /**
   * An object of the fields that have a value, as texts, cut to a number of characters.
   *
   * @param names of the columns
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
      throw new UncheckedIOException("memory cannot fail to take a text", e);
    }
    return SafeText.clipped(text.toString(), limit);
  }
}
