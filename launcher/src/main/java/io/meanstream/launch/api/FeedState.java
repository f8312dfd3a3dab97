package io.meanstream.launch.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A feed and its last fetch.
 *
 * @param document as the ingestor reports it
 */
public record FeedState(JsonNode document) {

  static List<FeedState> all(JsonNode items) {
    List<FeedState> feeds = new ArrayList<>();
    items.forEach(item -> feeds.add(new FeedState(item)));
    return feeds;
  }

  /** The dataset that its records belong to. */
  public String dataset() {
    return document.path("dataset").asText();
  }

  /** Whether it is fetched on its schedule, or was ever fetched. */
  public boolean isInUse() {
    return document.path("scheduled").asBoolean()
        || text("page").isPresent()
        || !document.path("fetch").isNull();
  }

  /** When the schedule fetches it next. */
  public Optional<String> next() {
    return text("nextFetch");
  }

  /** The last page that landed. */
  public Optional<String> page() {
    return text("page");
  }

  /** A line about the current or last fetch. */
  public String summary() {
    JsonNode fetch = document.path("fetch");
    if (fetch.isNull()) {
      return text("landedAt").map(at -> "landed a page at " + at).orElse("-");
    }
    String counts =
        "%d records on %d pages"
            .formatted(fetch.path("records").asLong(), fetch.path("pages").asLong());
    if (document.path("fetching").asBoolean()) {
      return text("waitsUntil")
          .map(at -> counts + ", waits until " + at)
          .orElse(counts + " so far");
    }
    if (!fetch.path("error").isNull()) {
      return "failed: " + fetch.path("error").asText();
    }
    String done = "%s: %s".formatted(fetch.path("endedAt").asText(), counts);
    return text(fetch, "oldestTransaction")
        .map(since -> done + "; newer rows wait for a transaction that began at " + since)
        .orElse(done);
  }

  private Optional<String> text(String name) {
    return text(document, name);
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
