package io.meanstream.source.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.meanstream.source.RawRow;
import io.meanstream.source.type.PlainText;
import java.io.IOException;

/** The JSON parser's settings: strict, and in bounded memory. */
final class Json {

  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(RawRow.MAX_RECORD)
                  .maxNumberLength(RawRow.MAX_RECORD)
                  .build())
          // field names come from files; interning them would fill the JVM's table
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final String START = "(?s)\\s*\\(start marker at .*";

  private Json() {}

  /** Describes a parse error, with its column in the line if known. */
  static String mistake(IOException e) {
    if (!(e instanceof JsonProcessingException parsed)) {
      return "is not JSON: " + PlainText.of(String.valueOf(e.getMessage()));
    }
    String message = PlainText.of(parsed.getOriginalMessage().replaceFirst(START, ""));
    return parsed.getLocation() == null
        ? "is not JSON: " + message
        : "near column %d: is not JSON: %s".formatted(parsed.getLocation().getColumnNr(), message);
  }
}
