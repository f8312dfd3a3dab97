package io.meanstream.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.meanstream.catalog.record.MalformedRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A JSON object for reading typed fields. Missing and null fields have no value. Unknown fields are
 * ignored, so that older readers accept newer records.
 */
final class JsonObject {

  static final JsonObject EMPTY = new JsonObject(Map.of());

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<?, ?> fields;

  private JsonObject(Map<?, ?> fields) {
    this.fields = fields;
  }

  /**
   * Parses the value of a record.
   *
   * @param value null if the record has none
   */
  static JsonObject parse(byte[] value) throws MalformedRecordException {
    if (value == null) {
      throw malformed("the record has no value");
    }
    try (JsonParser json = JSON.createParser(text(value))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("the value is not a JSON object");
      }
      JsonObject object = new JsonObject(object(json));
      if (json.nextToken() != null) {
        throw malformed("text follows the JSON object");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw malformed("the value is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw malformed("the value is not JSON: " + e.getMessage());
    }
  }

  static MalformedRecordException malformed(String message) {
    return new MalformedRecordException("", "malformed", message);
  }

  Optional<String> text(String name) throws MalformedRecordException {
    return value(name, String.class, "text");
  }

  Optional<Long> number(String name) throws MalformedRecordException {
    return value(name, Long.class, "a whole number");
  }

  /** A boolean; false if missing. */
  boolean flag(String name) throws MalformedRecordException {
    return value(name, Boolean.class, "true or false").orElse(false);
  }

  Optional<Instant> instant(String name) throws MalformedRecordException {
    Optional<String> text = text(name);
    try {
      return text.map(Instant::parse);
    } catch (DateTimeException e) {
      throw malformed(name + ": is not an instant such as 2020-04-01T05:00:00Z");
    }
  }

  List<String> texts(String name) throws MalformedRecordException {
    List<String> texts = new ArrayList<>();
    for (Object element : value(name, List.class, "a list").orElse(List.of())) {
      if (!(element instanceof String text)) {
        throw malformed(name + ": an element is not text");
      }
      texts.add(text);
    }
    return texts;
  }

  /** An object of integers whose names match a pattern. */
  Map<String, Long> numbers(String name, Pattern names) throws MalformedRecordException {
    Map<String, Long> numbers = new TreeMap<>();
    for (Map.Entry<?, ?> entry : object(name).orElse(EMPTY).fields.entrySet()) {
      if (!names.matcher((String) entry.getKey()).matches()
          || !(entry.getValue() instanceof Long number)) {
        throw malformed(name + ": has a wrong name or value");
      }
      numbers.put((String) entry.getKey(), number);
    }
    return numbers;
  }

  Optional<JsonObject> object(String name) throws MalformedRecordException {
    return value(name, Map.class, "an object").map(JsonObject::new);
  }

  private <T> Optional<T> value(String name, Class<T> type, String expected)
      throws MalformedRecordException {
    Object value = fields.get(name);
    if (value != null && !type.isInstance(value)) {
      throw malformed("%s: is not %s".formatted(name, expected));
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private static String text(byte[] utf8) throws MalformedRecordException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("the value is not UTF-8 text");
    }
  }

  private static Object value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> whole(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case START_ARRAY -> array(json);
      case START_OBJECT -> object(json);
      default -> throw new IllegalStateException("not the start of a value: " + token);
    };
  }

  private static Number whole(JsonParser json) throws IOException {
    return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? json.getBigIntegerValue()
        : (Number) json.getLongValue();
  }

  private static List<Object> array(JsonParser json) throws IOException {
    List<Object> values = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      values.add(value(json, token));
    }
    return values;
  }

  private static Map<String, Object> object(JsonParser json) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      fields.put(name, value(json, json.nextToken()));
    }
    return fields;
  }
}
