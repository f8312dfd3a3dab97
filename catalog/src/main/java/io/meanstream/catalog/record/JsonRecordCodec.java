package io.meanstream.catalog.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.meanstream.catalog.dataset.BoundCheck;
import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.dataset.TextCheck;
import io.meanstream.catalog.value.ValueText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link RecordCodec} for JSON. Finds fields by name and ignores unknown ones. */
final class JsonRecordCodec implements RecordCodec {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();
  private static final int USUAL_SIZE = 512;

  private final Dataset dataset;
  private final List<Field> fields;
  private final List<TextCheck> texts;
  private final List<BoundCheck> bounds;
  private final Map<String, Integer> places = new HashMap<>();

  JsonRecordCodec(Dataset dataset) {
    this.dataset = dataset;
    this.fields = dataset.fields();
    this.texts = fields.stream().map(TextCheck::of).toList();
    this.bounds = fields.stream().map(BoundCheck::of).toList();
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
      throw new UncheckedIOException("writing to memory cannot fail", e);
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
      json.writeString(ValueText.of(value));
    }
  }

  @Override
  public TypedRecord decode(byte[] bytes) throws MalformedRecordException {
    Object[] values = new Object[fields.size()];
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("the value is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        readField(json, values);
      }
      if (json.nextToken() != null) {
        throw malformed("text follows the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw malformed("the value is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw malformed("the value is not JSON: " + e.getMessage());
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
      throw broken(field, "malformed", "appears twice in the record");
    }
    if (token != JsonToken.VALUE_NULL) {
      values[place] = JsonValue.read(field, token, json);
      if (values[place] instanceof String text) {
        check(text, texts.get(place), field);
      } else {
        check(values[place], bounds.get(place), field);
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

  private static void check(Object value, BoundCheck check, Field field)
      throws MalformedRecordException {
    Optional<String> rule = check.brokenBy(value);
    if (rule.isPresent()) {
      throw broken(field, rule.get(), ValueText.of(value) + " " + check.mistake(rule.get()));
    }
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

  static MalformedRecordException broken(Field field, String rule, String message) {
    return new MalformedRecordException(field.name(), rule, field.name() + ": " + message);
  }
}
