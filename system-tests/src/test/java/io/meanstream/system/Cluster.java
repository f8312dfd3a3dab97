package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.meanstream.cluster.Ports;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one {@code meanstream up} that all tests of a JVM share; each test has its own dataset.
 *
 * <p>Its datasets are the shipped ones and copies of them under names that tests ask for.
 */
public final class Cluster implements BeforeAllCallback {

  /** Names of copies by the dataset they extend; no scheduled run interferes with a test's own. */
  private static final Map<String, List<String>> COPIES =
      Map.of(
          "rides",
          List.of(
              "rides-zip",
              "rides-macosx",
              "rides-clock",
              "rides-known",
              "rides-metrics",
              "rides-page",
              "rides-uploaded",
              "rides-watched",
              "rides-soak",
              "rides-long-soak",
              "rides-brokers-lost",
              "rides-brokers-restarted",
              "rides-scheduled",
              "rides-backfilled",
              "rides-worker-lost",
              "rides-driver-lost",
              "rides-asleep",
              "rides-excel",
              "rides-eu"),
          "citibike-jc",
          List.of("citibike-older"));

  /** Names of copies that are averaged every ten seconds. */
  private static final Map<String, List<String>> FOLLOWED =
      Map.of(
          "rides",
          List.of("rides-followed", "rides-steps"),
          "citibike-jc",
          List.of("citibike-steps"));

  /** A feed that is fetched only on request, from a server that a test may start. */
  private static final String FEED =
      """
      extends: rides
      name: rides-fed
      topic: rides-fed
      schedule: off
      source: {format: json, http: {url: "%s/rides"}}
      """;

  /** Nobody reads this table, but it has a metric. */
  private static final String TABLE =
      """
      extends: rides
      name: rides-tabled
      topic: rides-tabled
      schedule: off
      source: {postgres: {url: "postgresql://db.example.org/rides", user: reader, table: rides}}
      """;

  private static final String NEW_YEAR = "0 0 0 1 1 ?";
  private static final String EVERY_TEN_SECONDS = "0/10 * * * * ?";

  private static final int STARTING = 503;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Running running;

  /** Stopped after the last test. */
  private record Running(Meanstream meanstream, Path definitions, int feedPort, JsonNode status)
      implements AutoCloseable {
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
    int feedPort = Ports.free();
    String feed = "http://127.0.0.1:" + feedPort;
    Map<String, String> settings = new HashMap<>(Ingestor.PATIENT);
    settings.put("MEANSTREAM_INGESTOR_FEED_ORIGINS", feed);
    // small, so that a file is being read for a while
    settings.put("MEANSTREAM_INGESTOR_CHUNK_ROWS", "10000");
    // a busy machine must not look like an outage of the store
    settings.put("MEANSTREAM_READY_TIMEOUT", "8s");
    Meanstream meanstream = new Meanstream(home, NamedStore.newDatabase(), settings);
    Path definitions = definitions(home, feed);
    Meanstream.Outcome up =
        meanstream.run(
            "up", "--ports", "auto", "--with", "postgres", "--datasets", definitions.toString());
    assertThat(up.exit()).as(up.err()).isZero();
    running = new Running(meanstream, definitions, feedPort, meanstream.json("status"));
    // one of several test JVMs runs each class separately, but all of them in one session
    context
        .getStore(
            ExtensionContext.StoreScope.LAUNCHER_SESSION,
            ExtensionContext.Namespace.create(Cluster.class))
        .put("running", running);
  }

  private static Path definitions(Path home, String feed) throws IOException {
    Path folder = Files.createDirectory(home.resolve("definitions"));
    for (String shipped : List.of("rides.yaml", "citibike-jc.yaml")) {
      Files.copy(Meanstream.ROOT.resolve("datasets").resolve(shipped), folder.resolve(shipped));
    }
    copy(COPIES, NEW_YEAR, folder);
    copy(FOLLOWED, EVERY_TEN_SECONDS, folder);
    Files.writeString(folder.resolve("rides-fed.yaml"), FEED.formatted(feed));
    Files.writeString(folder.resolve("rides-tabled.yaml"), TABLE);
    return folder;
  }

  private static void copy(Map<String, List<String>> copies, String schedule, Path folder)
      throws IOException {
    for (Map.Entry<String, List<String>> original : copies.entrySet()) {
      for (String name : original.getValue()) {
        Files.writeString(
            folder.resolve(name + ".yaml"),
            "extends: %s%nname: %s%ntopic: %s%nschedule: %s%n"
                .formatted(original.getKey(), name, name, schedule));
      }
    }
  }

  static Meanstream meanstream() {
    return running.meanstream();
  }

  /** The folder with the active definitions. */
  static Path definitions() {
    return running.definitions();
  }

  /** The port of the server that the feed of rides-fed is fetched from. */
  static int feedPort() {
    return running.feedPort();
  }

  static String url(String service) {
    return find(running.status().get("services"), service).get("url").asText();
  }

  /** The process that currently runs a part. */
  static Optional<ProcessHandle> process(String part) {
    return running.meanstream().process(part);
  }

  /** Kills a process, as a crash would, and waits until it is gone. */
  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Both brokers; either may be down. */
  static String bootstrapServers() {
    return url("kafka-1") + "," + url("kafka-2");
  }

  static JsonNode find(JsonNode parts, String name) {
    for (JsonNode each : parts) {
      if (each.get("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("there is no " + name + " in " + parts);
  }

  /** The database; the test closes it with the client. */
  static MongoDatabase database(MongoClient client) {
    return client.getDatabase(
        Optional.ofNullable(new ConnectionString(storeUri()).getDatabase()).orElse("meanstream"));
  }

  static MongoClient store() {
    return MongoClients.create(storeUri());
  }

  /** The store's address, with its database unless it is the default one. */
  static String storeUri() {
    return running.meanstream().storeUri().orElseGet(() -> url("store"));
  }

  /** The store's document on a dataset's days and runs. */
  static Document dataset(MongoClient client, String name) {
    return database(client).getCollection("datasets").find(Filters.eq("_id", name)).first();
  }

  /** The days that have changed since they were last computed. */
  static List<String> dirtyDays(MongoClient client, String dataset) {
    Document days = dataset(client, dataset).get("days", Document.class);
    return days.keySet().stream().filter(day -> isDirty(days.get(day, Document.class))).toList();
  }

  private static boolean isDirty(Document day) {
    return !day.get("version").equals(day.get("done"));
  }

  /** All overall averages, or those of a group, fetched from the API page by page. */
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
    return answer(url).orElseThrow(() -> new AssertionError("nothing answers at " + url));
  }

  /** The ingestor's progress with a source; empty while the ingestor is down or starting. */
  static Optional<JsonNode> reading(String id) {
    return answer(url("ingestor") + "/api/v1/ingestions/" + id);
  }

  /** The document at an address; empty while the service is down or starting. */
  static Optional<JsonNode> answer(String url) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == STARTING) {
        return Optional.empty();
      }
      assertThat(answer.statusCode()).as(url + ": " + answer.body()).isEqualTo(200);
      return Optional.of(JSON.readTree(answer.body()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
