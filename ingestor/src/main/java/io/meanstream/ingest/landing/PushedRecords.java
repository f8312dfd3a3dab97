package io.meanstream.ingest.landing;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.meanstream.source.RawRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes pushed records as JSON Lines. */
public final class PushedRecords {

  private static final int BUFFER = 1 << 16;

  /** Longer values would be rejected, and must not fill the memory. */
  private static final int MAX_TEXT = RawRow.MAX_RECORD;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build())
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private PushedRecords() {}

  /** Copies lines unchanged; returns whether any of them has content. */
  public static boolean copyLines(InputStream lines, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    boolean hasRecords = false;
    for (int count = lines.read(buffer); count >= 0; count = lines.read(buffer)) {
      hasRecords |= hasText(buffer, count);
      out.write(buffer, 0, count);
    }
    return hasRecords;
  }

  private static boolean hasText(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
        return true;
      }
    }
    return false;
  }

  /**
   * Copies the elements of an array, with numbers digit by digit; returns whether there are any.
   *
   * @throws JsonProcessingException if the text is not a single JSON array
   */
  public static boolean copyArray(InputStream array, OutputStream out) throws IOException {
    boolean hasRecords = false;
    try (JsonParser from = FACTORY.createParser(array);
        JsonGenerator to = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      to.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      if (from.nextToken() != JsonToken.START_ARRAY) {
        throw new JsonParseException(from, "must be an array of records");
      }
      while (from.nextToken() != JsonToken.END_ARRAY) {
        hasRecords = true;
        copyValue(from, to);
      }
      if (from.nextToken() != null) {
        throw new JsonParseException(from, "text follows the array");
      }
    }
    return hasRecords;
  }

  private static void copyValue(JsonParser from, JsonGenerator to) throws IOException {
    copyToken(from, to);
    int depth = from.currentToken().isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = from.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      copyToken(from, to);
    }
  }

  /** The library copies numbers with a fraction as doubles. */
  private static void copyToken(JsonParser from, JsonGenerator to) throws IOException {
    if (from.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      to.writeNumber(from.getText());
    } else {
      to.copyCurrentEvent(from);
    }
  }
}
