package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** Requests and observes runs on the shared cluster's scheduler. */
final class ScheduledRuns {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final List<String> WORKERS = List.of("spark-worker-1", "spark-worker-2");
  private static final List<String> GOING_ON = List.of("queued", "running");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private ScheduledRuns() {}

  /** Requests a run; returns its id. */
  static String ask(String request) throws IOException, InterruptedException {
    String token = Files.readString(Cluster.meanstream().home().resolve("token")).strip();
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(url()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).get("id").asText();
  }

  /** Waits until a run holds the dataset's lease; Spark may still be starting. */
  static void awaitLease(String id) {
    soon().until(() -> find(id).filter(run -> run.get("run").isNumber()).isPresent());
  }

  /** Expires the lease of a run that no longer renews it, instead of waiting 30 seconds. */
  static void expireLease(MongoClient store, String dataset) {
    Cluster.database(store)
        .getCollection("datasets")
        .updateOne(
            Filters.and(Filters.eq("_id", dataset), Filters.ne("lease", null)),
            Updates.set("lease.until", Date.from(Instant.EPOCH)));
  }

  /** Waits for a run to end, successfully or not. */
  static JsonNode awaitEnd(String id) {
    return soon()
        .until(() -> find(id), run -> run.filter(it -> !isGoingOn(it)).isPresent())
        .orElseThrow();
  }

  /** Whether a run is queued or running. */
  static boolean isGoingOn(JsonNode run) {
    return GOING_ON.contains(run.get("state").asText());
  }

  /** Waits for a run to succeed. */
  static JsonNode awaitDone(String id) {
    JsonNode run = awaitEnd(id);
    assertThat(run.get("state").asText()).as(run.toPrettyString()).isEqualTo("done");
    return run;
  }

  /** A run; empty while the scheduler is down or starting. */
  static Optional<JsonNode> find(String id) {
    return Cluster.answer(url() + "/" + id);
  }

  /** The driver of an ongoing run: a child of the scheduler that gets its arguments from a file. */
  static ProcessHandle driver(String id) {
    return Cluster.process("scheduler")
        .orElseThrow()
        .children()
        .filter(child -> ps(child, "args").contains(id))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a process has ended, even if its parent has not been notified yet. */
  static boolean hasEnded(ProcessHandle process) {
    String state = ps(process, "stat");
    return state.isBlank() || state.startsWith("Z");
  }

  /** A column of ps in full; ProcessHandle truncates long values. */
  private static String ps(ProcessHandle process, String column) {
    try {
      Process ps =
          new ProcessBuilder("ps", "-ww", "-o", column + "=", "-p", Long.toString(process.pid()))
              .start();
      return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The executors of ongoing runs on the workers. */
  static List<ProcessHandle> executors() {
    return WORKERS.stream().flatMap(ScheduledRuns::executorsOn).toList();
  }

  /** The worker that runs the executor of the only ongoing run. */
  static String workerWithExecutor() {
    return WORKERS.stream()
        .filter(worker -> executorsOn(worker).findAny().isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static Stream<ProcessHandle> executorsOn(String worker) {
    return Cluster.process(worker).orElseThrow().children();
  }

  private static ConditionFactory soon() {
    return await().atMost(LIMIT).pollInterval(LOOK_AGAIN);
  }

  private static String url() {
    return Cluster.url("scheduler") + "/api/v1/runs";
  }
}
