package io.meanstream.launch.averages;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** The service's document with the items of all pages and no next one. */
final class AveragesJson implements Consumer<JsonNode>, AutoCloseable {

  private final PrintStream out;
  private final JsonGenerator json;
  private boolean begun;

  AveragesJson(PrintStream out) {
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
      for (JsonNode item : page.path("items")) {
        json.writeTree(item);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (begun) {
        json.writeEndArray();
        json.writeNullField("next");
        json.writeEndObject();
      }
      json.close();
      out.println();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin(JsonNode page) throws IOException {
    begun = true;
    json.writeStartObject();
    json.writeStringField("dataset", page.path("dataset").asText());
    json.writeStringField("period", page.path("period").asText());
    json.writeArrayFieldStart("items");
  }
}
