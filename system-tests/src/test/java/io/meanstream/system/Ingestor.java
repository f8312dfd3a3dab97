package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A test's own ingestor, next to the shared one, with small transactions. Its inbox is the folder
 * {@code inbox} beside the definitions, if the test makes one.
 */
final class Ingestor {

  static final int CHUNK_ROWS = 4_000;

  /** A busy machine must not look like an outage of Kafka, in which requests get 503. */
  static final Map<String, String> PATIENT =
      Map.of(
          "MP_MESSAGING_OUTGOING_INGESTIONS_MAX_BLOCK_MS", "60000",
          "MP_MESSAGING_OUTGOING_INGESTIONS_DELIVERY_TIMEOUT_MS", "120000");

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Set<String> ENDS = Set.of("done", "known", "failed", "cancelled");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final PackagedService service;

  Ingestor(PackagedServices services, String instance, Path definitions) {
    this(services, instance, definitions, Cluster.bootstrapServers());
  }

  Ingestor(PackagedServices services, String instance, Path definitions, String bootstrapServers) {
    this(services, instance, definitions, Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers));
  }

  /** An ingestor with more settings, or other ones. */
  Ingestor(PackagedServices services, String instance, Path definitions, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("KAFKA_BOOTSTRAP_SERVERS", Cluster.bootstrapServers());
    settings.put("MEANSTREAM_DATASETS", definitions.toString());
    settings.put("MEANSTREAM_TOKEN_FILE", token().toString());
    settings.put("MEANSTREAM_INGESTOR_INSTANCE", instance);
    settings.put("MEANSTREAM_INGESTOR_STATE", definitions.resolveSibling("state").toString());
    settings.put("MEANSTREAM_INGESTOR_INBOX", definitions.resolveSibling("inbox").toString());
    settings.put("MEANSTREAM_INGESTOR_INBOX_QUIET", "200ms");
    settings.put("MEANSTREAM_INGESTOR_CONCURRENT_SOURCES", "3");
    settings.put("MEANSTREAM_INGESTOR_CHUNK_ROWS", Integer.toString(CHUNK_ROWS));
    settings.putAll(PATIENT);
    settings.putAll(more);
    this.service = services.add("ingestor", "128m", settings);
  }

  private static Path token() {
    return Cluster.meanstream().home().resolve("token");
  }

  void start() {
    service.start().awaitReady();
  }

  void kill() {
    service.kill();
  }

  void pause() {
    service.pause();
  }

  void resume() {
    service.resume();
  }

  /** Submits a file; returns the ingestion's id. */
  String ingest(String dataset, Path file) throws IOException, InterruptedException {
    return ingest(dataset, file, false);
  }

  /** Submits a file that was read before for a replay; returns the new ingestion's id. */
  String replay(String dataset, Path file) throws IOException, InterruptedException {
    return ingest(dataset, file, true);
  }

  private String ingest(String dataset, Path file, boolean replay)
      throws IOException, InterruptedException {
    String body =
        JSON.createObjectNode()
            .put("dataset", dataset)
            .put("path", file.toString())
            .put("replay", replay)
            .toString();
    HttpResponse<String> answer = post("/api/v1/ingestions", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).get("ingestions").get(0).get("id").asText();
  }

  /** Requests the cancellation of an ingestion; returns the response status. */
  int cancel(String id) throws IOException, InterruptedException {
    return post("/api/v1/ingestions/" + id + "/cancel", "{}").statusCode();
  }

  /** Starts to push lines of JSON under a key. */
  CompletableFuture<HttpResponse<String>> push(String dataset, String key, Path lines)
      throws IOException {
    HttpRequest request =
        request("/api/v1/datasets/" + dataset + "/records", "application/x-ndjson")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofFile(lines))
            .build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Starts a fetch of a dataset's feed, unless one is under way. */
  void fetch(String dataset) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("/api/v1/datasets/" + dataset + "/fetch", "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  /** Waits for the fetch that is under way to end; the feed. */
  JsonNode awaitFetched(String dataset) {
    String path = "/api/v1/feeds/" + dataset;
    await().atMost(SOON).until(() -> !service.json(path).get("fetching").asBoolean());
    return service.json(path);
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path, "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String type) throws IOException {
    return HttpRequest.newBuilder(URI.create(service.url() + path))
        .header("Content-Type", type)
        .header("Authorization", "Bearer " + Files.readString(token()).strip());
  }

  /** Waits until one of the sources has been read this far and none is finished. */
  void awaitRead(Collection<String> ids, int rows) {
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_AGAIN)
        .until(
            () -> {
              List<JsonNode> now = ids.stream().map(this::reading).toList();
              assertThat(now)
                  .as("the file is too small for a machine this fast")
                  .noneMatch(it -> it.get("state").asText().equals("done"));
              return now.stream().anyMatch(it -> it.get("read").asInt() >= rows);
            });
  }

  JsonNode awaitEnd(String id) {
    await().atMost(SOON).until(() -> ENDS.contains(reading(id).get("state").asText()));
    return reading(id);
  }

  JsonNode awaitError(String id) {
    await().atMost(SOON).pollInterval(LOOK_AGAIN).until(() -> !reading(id).get("error").isNull());
    return reading(id);
  }

  /** Waits until this ingestor is the source's reader. */
  void awaitReading(String id) {
    await()
        .atMost(SOON)
        .pollInterval(LOOK_AGAIN)
        .until(() -> reading(id).get("state").asText().equals("reading"));
  }

  /** Waits until this ingestor is or was the source's reader. */
  void awaitBegun(String id) {
    await()
        .atMost(SOON)
        .pollInterval(LOOK_AGAIN)
        .until(() -> !reading(id).get("state").asText().matches("queued|hashing"));
  }

  /** All ingestions of a dataset's files, in the order in which they were queued. */
  List<JsonNode> all(String dataset) {
    List<JsonNode> ingestions = new ArrayList<>();
    for (JsonNode each : service.json("/api/v1/ingestions").get("items")) {
      if (each.get("dataset").asText().equals(dataset)) {
        ingestions.add(each);
      }
    }
    return ingestions;
  }

  JsonNode reading(String id) {
    return service.json("/api/v1/ingestions/" + id);
  }
}
