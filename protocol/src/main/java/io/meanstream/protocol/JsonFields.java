package io.meanstream.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a JSON object with its fields in insertion order; missing values become null. */
final class JsonFields {

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  JsonFields text(String name, String value) {
    return put(name, value);
  }

  JsonFields text(String name, Optional<String> value) {
    return put(name, value.orElse(null));
  }

  JsonFields number(String name, long value) {
    return put(name, value);
  }

  JsonFields number(String name, Optional<Long> value) {
    return put(name, value.orElse(null));
  }

  JsonFields flag(String name, boolean value) {
    return put(name, value);
  }

  JsonFields instant(String name, Optional<Instant> value) {
    return put(name, value.map(Instant::toString).orElse(null));
  }

  JsonFields texts(String name, List<String> values) {
    return put(name, values);
  }

  JsonFields numbers(String name, Map<String, Long> values) {
    return put(name, values);
  }

  JsonFields numbers(Map<String, Long> values) {
    fields.putAll(values);
    return this;
  }

  JsonFields object(String name, Optional<JsonFields> value) {
    return put(name, value.map(object -> object.fields).orElse(null));
  }

  /** Encodes the object as JSON in UTF-8. */
  byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(json, fields);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private JsonFields put(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        json.writeFieldName((String) entry.getKey());
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }
  }
}
