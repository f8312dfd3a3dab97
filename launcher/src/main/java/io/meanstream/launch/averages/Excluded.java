package io.meanstream.launch.averages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** The rows that an average leaves out. */
final class Excluded {

  private Excluded() {}

  static long total(JsonNode item) {
    return StreamSupport.stream(item.path("excluded").spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .sum();
  }

  static long by(String rule, JsonNode item) {
    return item.path("excluded").path(rule).asLong();
  }
}
