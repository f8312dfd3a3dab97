package io.meanstream.launch.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON documents as trees. Responses of services are passed on without mapping them to classes. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** A new empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads one document.
   *
   * @throws JsonProcessingException if the text is not JSON
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** A record as a document, with its components in order. */
  public static JsonNode tree(Record value) {
    return MAPPER.valueToTree(value);
  }

  /** The document, indented for people. */
  public static String pretty(JsonNode node) {
    return node.toPrettyString();
  }
}
