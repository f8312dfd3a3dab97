package io.meanstream.ingest.landing;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.meanstream.source.RawRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes pushed and fetched records as JSON Lines. */
public final class JsonLines {

  private static final int BUFFER = 1 << 16;

  /** Longer values would be rejected, and must not fill the memory. */
  private static final int MAX_TEXT = RawRow.MAX_RECORD;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_TEXT)
                  .maxNumberLength(MAX_TEXT)
                  .build())
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private JsonLines() {}

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
    boolean hasRecords;
    try (JsonParser from = FACTORY.createParser(array);
        JsonGenerator to = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      to.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      if (from.nextToken() != JsonToken.START_ARRAY) {
        throw new JsonParseException(from, "must be an array of records");
      }
      hasRecords = copyElements(from, to);
      if (from.nextToken() != null) {
        throw new JsonParseException(from, "text follows the array");
      }
    }
    return hasRecords;
  }

  /**
   * Copies the records of a valid JSON page: the elements of the array that a pointer names, or the
   * value there; of each document, if several follow each other.
   */
  public static void copyRecords(InputStream page, String pointer, OutputStream out)
      throws IOException {
    try (JsonParser from = at(FACTORY.createParser(page), pointer);
        JsonGenerator to = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      to.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      while (from.nextToken() != null) {
        if (from.currentToken() == JsonToken.START_ARRAY) {
          copyElements(from, to);
        } else {
          copyValue(from, to);
        }
      }
    }
  }

  private static JsonParser at(JsonParser page, String pointer) {
    return pointer.isEmpty()
        ? page
        : new FilteringParserDelegate(
            page,
            new JsonPointerBasedFilter(JsonPointer.compile(pointer)),
            Inclusion.ONLY_INCLUDE_ALL,
            true);
  }

  /** Copies the elements of the array at the parser's position; returns whether there are any. */
  private static boolean copyElements(JsonParser from, JsonGenerator to) throws IOException {
    boolean isAny = false;
    while (from.nextToken() != JsonToken.END_ARRAY) {
      isAny = true;
      copyValue(from, to);
    }
    return isAny;
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

  /** The library copies numbers with a fraction as doubles, and long ones in quadratic time. */
  private static void copyToken(JsonParser from, JsonGenerator to) throws IOException {
    if (from.currentToken().isNumeric()) {
      to.writeNumber(from.getText());
    } else {
      to.copyCurrentEvent(from);
    }
  }
}
