package io.meanstream.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link RecordCodec} in JSON; fields are found by name, unknown ones are passed over. */
final class JsonRecordCodec implements RecordCodec {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_SIZE = 512;

  private final Dataset dataset;
  private final List<Field> fields;
  private final List<TextCheck> texts;
  private final Map<String, Integer> places = new HashMap<>();

  JsonRecordCodec(Dataset dataset) {
    this.dataset = dataset;
    this.fields = dataset.fields();
    this.texts = fields.stream().map(TextCheck::of).toList();
    for (int place = 0; place < fields.size(); place++) {
      places.put(fields.get(place).name(), place);
    }
  }

  @Override
  public byte[] encode(TypedRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (int place = 0; place < fields.size(); place++) {
        Object value = record.value(place);
        if (value != null) {
          json.writeFieldName(fields.get(place).name());
          write(json, value);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take a record", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(value.toString());
    }
  }

  @Override
  public TypedRecord decode(byte[] bytes) throws MalformedRecordException {
    Object[] values = new Object[fields.size()];
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("the value is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        readField(json, values);
      }
      if (json.nextToken() != null) {
        throw malformed("something follows the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw malformed("the value is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw malformed("the value is no JSON: " + e.getMessage());
    }
    checkRequired(values);
    return TypedRecord.of(dataset, values);
  }

  private void readField(JsonParser json, Object[] values)
      throws IOException, MalformedRecordException {
    Integer place = places.get(json.currentName());
    JsonToken token = json.nextToken();
    if (place == null) {
      json.skipChildren();
      return;
    }
    Field field = fields.get(place);
    if (values[place] != null) {
      throw broken(field, "malformed", "stands twice in the record");
    }
    if (token != JsonToken.VALUE_NULL) {
      values[place] = valueOf(field, token, json);
      if (values[place] instanceof String text) {
        check(text, texts.get(place), field);
      }
    }
  }

  private static void check(String text, TextCheck check, Field field)
      throws MalformedRecordException {
    Optional<String> rule = check.brokenBy(text);
    if (rule.isPresent()) {
      throw broken(field, rule.get(), "\"%s\" %s".formatted(text, check.mistake(rule.get())));
    }
  }

  private static Object valueOf(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    return switch (field.type()) {
      case STRING -> text(field, token, json);
      case INTEGER -> bounded(field, integer(field, token, json));
      case DOUBLE -> bounded(field, number(field, token, json));
      case BOOLEAN -> truth(field, token);
      case TIMESTAMP -> instant(field, token, json);
    };
  }

  private static String text(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    if (token != JsonToken.VALUE_STRING) {
      throw wrongType(field, json);
    }
    return json.getText();
  }

  private static Long integer(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    if (token != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw wrongType(field, json);
    }
    return json.getLongValue();
  }

  private static Double number(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    if (!token.isNumeric()) {
      throw wrongType(field, json);
    }
    double number = json.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw wrongType(field, json);
    }
    return number;
  }

  private static Boolean truth(Field field, JsonToken token) throws MalformedRecordException {
    if (!token.isBoolean()) {
      throw broken(field, "type", "is no boolean");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static Instant instant(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    try {
      return Instant.parse(text(field, token, json));
    } catch (DateTimeException e) {
      throw wrongType(field, json);
    }
  }

  private static <T extends Number> T bounded(Field field, T value)
      throws MalformedRecordException {
    if (field.isBelowMin(value.doubleValue())) {
      throw broken(field, "min", value + " is below " + field.min().orElseThrow());
    }
    if (field.isAboveMax(value.doubleValue())) {
      throw broken(field, "max", value + " is above " + field.max().orElseThrow());
    }
    return value;
  }

  private void checkRequired(Object[] values) throws MalformedRecordException {
    for (int place = 0; place < values.length; place++) {
      if (values[place] == null && fields.get(place).required()) {
        throw broken(fields.get(place), "required", "has no value");
      }
    }
  }

  private static MalformedRecordException malformed(String message) {
    return new MalformedRecordException("", "malformed", message);
  }

  private static MalformedRecordException wrongType(Field field, JsonParser json)
      throws IOException {
    return broken(field, "type", "\"%s\" is no %s".formatted(json.getText(), field.type().id()));
  }

  private static MalformedRecordException broken(Field field, String rule, String message) {
    return new MalformedRecordException(field.name(), rule, field.name() + ": " + message);
  }
}
