package io.meanstream.launch.show;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes a service's pages as one document while they arrive: the first page's fields, and the
 * items of all pages. The document is incomplete before {@link #end}.
 */
public final class JsonPages implements Consumer<JsonNode> {

  private static final String ITEMS = "items";
  private static final String NEXT = "next";

  private final JsonGenerator json;
  private final Runnable afterEnd;
  private boolean begun;

  private JsonPages(JsonGenerator json, Runnable afterEnd) {
    this.json = json;
    this.afterEnd = afterEnd;
  }

  /** Prints one document. */
  public static JsonPages to(PrintStream out) {
    JsonGenerator json = generator(out);
    return new JsonPages(json, () -> close(json, out));
  }

  /** Prints a document with a field that lists several of these, written one by one. */
  public static void list(PrintStream out, String field, Consumer<Supplier<JsonPages>> documents) {
    JsonGenerator json = generator(out);
    try {
      json.writeStartObject();
      json.writeArrayFieldStart(field);
      documents.accept(() -> new JsonPages(json, () -> {}));
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    close(json, out);
  }

  private static JsonGenerator generator(PrintStream out) {
    try {
      return new ObjectMapper()
          .createGenerator(out)
          .useDefaultPrettyPrinter()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonGenerator json, PrintStream out) {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
  }

  @Override
  public void accept(JsonNode page) {
    try {
      if (!begun) {
        begin(page);
      }
      for (JsonNode item : page.path(ITEMS)) {
        json.writeTree(item);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin(JsonNode page) throws IOException {
    begun = true;
    json.writeStartObject();
    for (Map.Entry<String, JsonNode> field : page.properties()) {
      if (!field.getKey().equals(ITEMS) && !field.getKey().equals(NEXT)) {
        json.writeFieldName(field.getKey());
        json.writeTree(field.getValue());
      }
    }
    json.writeArrayFieldStart(ITEMS);
  }

  /** Ends the document, after the last of at least one page. */
  public void end() {
    try {
      json.writeEndArray();
      json.writeNullField(NEXT);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    afterEnd.run();
  }
}
