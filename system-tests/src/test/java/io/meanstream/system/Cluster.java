package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one {@code meanstream up} that all tests share, each with a dataset of its own.
 *
 * <p>Its datasets are the shipped ones and copies of rides under the names that tests ask for.
 */
public final class Cluster implements BeforeAllCallback {

  private static final List<String> COPIES_OF_RIDES =
      List.of("rides-zip", "rides-macosx", "rides-clock", "rides-known", "rides-sample");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Running running;

  /** What is stopped after the last test. */
  private record Running(Meanstream meanstream, JsonNode status) implements AutoCloseable {
    @Override
    public void close() {
      assertThat(meanstream.run("down").exit()).isZero();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (running != null) {
      return;
    }
    Path home = Files.createTempDirectory("meanstream");
    Meanstream meanstream = new Meanstream(home);
    Meanstream.Outcome up =
        meanstream.run("up", "--ports", "auto", "--datasets", definitions(home).toString());
    assertThat(up.exit()).as(up.err()).isZero();
    running = new Running(meanstream, meanstream.json("status"));
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Cluster.class))
        .put("running", running);
  }

  private static Path definitions(Path home) throws IOException {
    Path folder = Files.createDirectory(home.resolve("definitions"));
    for (String shipped : List.of("rides.yaml", "citibike-jc.yaml")) {
      Files.copy(Meanstream.ROOT.resolve("datasets").resolve(shipped), folder.resolve(shipped));
    }
    for (String name : COPIES_OF_RIDES) {
      Files.writeString(
          folder.resolve(name + ".yaml"),
          "extends: rides%nname: %s%ntopic: %s%n".formatted(name, name));
    }
    return folder;
  }

  static Meanstream meanstream() {
    return running.meanstream();
  }

  static String url(String service) {
    for (JsonNode each : running.status().get("services")) {
      if (each.get("name").asText().equals(service)) {
        return each.get("url").asText();
      }
    }
    throw new AssertionError("status tells no " + service + ": " + running.status());
  }

  /** The database, which the test closes with the client. */
  static MongoDatabase database(MongoClient client) {
    return client.getDatabase("meanstream");
  }

  static MongoClient store() {
    return MongoClients.create(url("store"));
  }

  /** All overall averages, or those of a group, from the API page by page. */
  static List<JsonNode> averages(String dataset, String period, String group) {
    List<JsonNode> items = new ArrayList<>();
    String query = "?period=" + period + (group.isEmpty() ? "" : "&group=" + group);
    for (String cursor = ""; cursor != null; ) {
      JsonNode page =
          get(
              "%s/api/v1/datasets/%s/averages%s%s"
                  .formatted(
                      url("stats-api"),
                      dataset,
                      query,
                      cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
      page.get("items").forEach(items::add);
      cursor = page.get("next").isNull() ? null : page.get("next").asText();
    }
    return items;
  }

  static JsonNode get(String url) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(url + ": " + answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError("cannot reach " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
