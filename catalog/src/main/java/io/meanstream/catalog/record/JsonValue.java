package io.meanstream.catalog.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meanstream.catalog.dataset.Field;
import io.meanstream.catalog.value.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads the values of fields from JSON. */
final class JsonValue {

  /** The length of {@code yyyy-MM-dd}; other years have a sign and more digits. */
  private static final int DATE = 10;

  private JsonValue() {}

  /** The parser's current value, in the type of its field. */
  static Object read(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    return switch (field.type()) {
      case STRING -> text(field, token, json);
      case INTEGER -> integer(field, token, json);
      case DOUBLE -> number(field, token, json);
      case BOOLEAN -> truth(field, token);
      case TIMESTAMP -> instant(field, token, json);
      case DECIMAL -> decimal(field, token, json);
      case DATE -> date(field, token, json);
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
      throw JsonRecordCodec.broken(field, "type", "is not a boolean");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static Instant instant(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    try {
      return InstantText.parse(text(field, token, json));
    } catch (DateTimeException e) {
      throw wrongType(field, json);
    }
  }

  private static BigDecimal decimal(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    String text = token.isNumeric() ? json.getText() : text(field, token, json);
    return Decimals.parse(text)
        .orElseThrow(
            () ->
                JsonRecordCodec.broken(
                    field, "type", "\"%s\" is not %s".formatted(text, Decimals.EXPECTED)));
  }

  private static LocalDate date(Field field, JsonToken token, JsonParser json)
      throws IOException, MalformedRecordException {
    String text = text(field, token, json);
    if (text.length() != DATE) {
      throw wrongType(field, json);
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw wrongType(field, json);
    }
  }

  private static MalformedRecordException wrongType(Field field, JsonParser json)
      throws IOException {
    return JsonRecordCodec.broken(
        field, "type", "\"%s\" is not of type %s".formatted(json.getText(), field.type().id()));
  }
}
