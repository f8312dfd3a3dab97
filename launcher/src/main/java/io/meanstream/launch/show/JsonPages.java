package io.meanstream.launch.show;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A service's pages as one document, written as they come: what the first says beside its items,
 * the items of all, and no next page. Before {@link #end} it is no whole document.
 */
public final class JsonPages implements Consumer<JsonNode> {

  private static final String ITEMS = "items";
  private static final String NEXT = "next";

  private final PrintStream out;
  private final JsonGenerator json;
  private boolean begun;

  public JsonPages(PrintStream out) {
    this.out = out;
    try {
      this.json = new ObjectMapper().createGenerator(out).useDefaultPrettyPrinter();
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      json.close();
      out.println();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
