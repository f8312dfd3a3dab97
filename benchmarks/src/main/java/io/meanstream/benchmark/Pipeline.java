package io.meanstream.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A running {@code ./meanstream up} with its own state folder. */
final class Pipeline implements AutoCloseable {

  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final Path MEANSTREAM = Path.of("meanstream").toAbsolutePath();
  private static final Pattern HEAP =
      Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} (\\S+)$");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final Map<String, String> environment;
  private final Map<String, String> urls = new HashMap<>();
  private final Map<String, Long> pids = new HashMap<>();

  private Pipeline(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = Map.copyOf(environment);
  }

  /** Starts services, brokers and a store, but neither Spark nor a scheduler. */
  static Pipeline start(Path home) throws IOException, InterruptedException {
    return start(home, Map.of());
  }

  /** The same with more variables in the environment. */
  static Pipeline start(Path home, Map<String, String> environment)
      throws IOException, InterruptedException {
    return start(home, environment, List.of());
  }

  /** One broker, a store in memory, the ingestor and stats-api. */
  static Pipeline startWithoutPersister(Path home) throws IOException, InterruptedException {
    return start(home, Map.of(), List.of("--single", "--without", "persister"));
  }

  /** A store in memory and one broker. */
  static Pipeline startStore(Path home) throws IOException, InterruptedException {
    return start(
        home,
        Map.of(),
        List.of(
            "--single",
            "--without",
            "ingestor",
            "--without",
            "persister",
            "--without",
            "stats-api"));
  }

  /** One broker, a store in memory, and the services. */
  static Pipeline startSingle(Path home) throws IOException, InterruptedException {
    return start(home, Map.of(), List.of("--single"));
  }

  private static Pipeline start(Path home, Map<String, String> environment, List<String> options)
      throws IOException, InterruptedException {
    Pipeline pipeline = new Pipeline(home, environment);
    List<String> up =
        new ArrayList<>(
            List.of("up", "--ports", "auto", "--without", "spark", "--without", "scheduler"));
    up.addAll(options);
    pipeline.run(up.toArray(String[]::new));
    JsonNode status = JSON.readTree(pipeline.run("status", "--format", "json"));
    for (JsonNode service : status.get("services")) {
      pipeline.urls.put(service.get("name").asText(), service.get("url").asText());
      pipeline.pids.put(service.get("name").asText(), service.get("pid").asLong());
    }
    return pipeline;
  }

  /** Runs a command, waits for it to end and returns its output. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(MEANSTREAM.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    builder.environment().put("MEANSTREAM_HOME", home.toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + printed);
    }
    return printed;
  }

  /** The balance of all rows. */
  JsonNode balance() throws IOException, InterruptedException {
    return JSON.readTree(get("stats-api", "/api/v1/balance"));
  }

  /** The kernel's figures for a service's process. */
  ProcessUsage usage(String service) throws IOException {
    return ProcessUsage.of(pids.get(service));
  }

  /** The used heap of a service in bytes, including garbage. */
  long heap(String service) throws IOException, InterruptedException {
    return (long)
        HEAP.matcher(get(service, "/q/metrics"))
            .results()
            .map((MatchResult used) -> used.group(1))
            .mapToDouble(Double::parseDouble)
            .sum();
  }

  /** The address of a part, as {@code ./meanstream status} shows it. */
  String url(String part) {
    return urls.get(part);
  }

  /** Ingests a file and waits until all of its rows are in Kafka. */
  void ingest(Path file) throws IOException, InterruptedException {
    run("ingest", file.toString(), "--detach");
    while (!ingestions().findValuesAsText("state").stream().allMatch("done"::equals)) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** Waits until the balance has so many rows of an outcome, such as {@code stored}. */
  void await(String outcome, long rows) throws IOException, InterruptedException {
    while (balance().get(outcome).asLong() < rows) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** How long the only ingestion took from its request to its end. */
  double secondsOfReading() throws IOException, InterruptedException {
    JsonNode ingestion = ingestions().get(0);
    return seconds(ingestion, Instant.parse(ingestion.get("endedAt").asText()));
  }

  /** How long ago the only ingestion was requested. */
  double secondsSinceFirstRequest() throws IOException, InterruptedException {
    Instant now = Instant.now();
    return seconds(ingestions().get(0), now);
  }

  private JsonNode ingestions() throws IOException, InterruptedException {
    return JSON.readTree(get("ingestor", "/api/v1/ingestions")).get("items");
  }

  private static double seconds(JsonNode ingestion, Instant end) {
    Instant start = Instant.parse(ingestion.get("createdAt").asText());
    return Duration.between(start, end).toMillis() / 1e3;
  }

  private String get(String service, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(urls.get(service) + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() throws IOException {
    try {
      run("down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
