package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged scheduler has Spark compute what DuckDB computes, and leaves no Spark behind. */
@ExtendWith(Cluster.class)
class SchedulerIT {

  private static final String DATASET = "rides-scheduled";
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void noSparkOutlivesAKilledSchedulerAndTheNextOneRepairs() throws Exception {
    // Given
    Path file = sample();
    Cluster.meanstream().json("ingest", file.toString(), "--dataset", DATASET);
    String id = post("{\"dataset\": \"%s\", \"full\": true}".formatted(DATASET));
    ProcessHandle scheduler = Cluster.process("scheduler").orElseThrow();
    await().atMost(LIMIT).until(() -> hasTakenTheLease(id));
    ProcessHandle driver = scheduler.children().findFirst().orElseThrow();

    // When
    Cluster.kill(scheduler);

    // Then
    await().atMost(SOON).until(() -> !driver.isAlive());
    JsonNode killed = ended(id);
    assertThat(killed.get("state").asText()).isEqualTo("failed");
    assertThat(killed.get("error").asText()).isEqualTo("the scheduler ended while it ran");
    JsonNode next = ended(killed.get("retriedAs").asText());
    assertThat(next.get("state").asText()).as(next.toPrettyString()).isEqualTo("done");
    assertThat(next.get("trigger").asText()).isEqualTo("retry");
    try (Rides rides = Rides.of(CHICAGO, file)) {
      SameAverages.check(Cluster.averages(DATASET, "day", ""), rides.averages("day", ""), "");
      SameAverages.check(Cluster.averages(DATASET, "week", ""), rides.averages("week", ""), "");
    }
    assertBackfill();
    assertStatus();
  }

  private static void assertBackfill() throws Exception {
    String id =
        post(
            "{\"dataset\": \"%s\", \"from\": \"2020-03-02\", \"to\": \"2020-03-04\"}"
                .formatted(DATASET));

    JsonNode done = ended(id);

    assertThat(done.get("state").asText()).as(done.toPrettyString()).isEqualTo("done");
    assertThat(done.get("days").asInt()).isEqualTo(2);
    assertThat(done.get("applicationId").asText()).isNotBlank();
  }

  private static void assertStatus() {
    JsonNode status = Cluster.meanstream().json("status");
    for (JsonNode schedule : status.get("schedules")) {
      if (schedule.get("dataset").asText().equals(DATASET)) {
        assertThat(schedule.get("cron").asText()).isEqualTo("0 0 0 1 1 ?");
        assertThat(schedule.get("next").asText()).endsWith("-01-01T06:00:00Z");
        assertThat(schedule.get("lastRun").get("state").asText()).isEqualTo("done");
        return;
      }
    }
    throw new AssertionError("no schedule of " + DATASET + " in " + status);
  }

  private static boolean hasTakenTheLease(String id) {
    return Cluster.scheduled(id).filter(run -> run.get("run").isNumber()).isPresent();
  }

  private static JsonNode ended(String id) {
    List<String> goingOn = List.of("queued", "running");
    return await()
        .atMost(LIMIT)
        .until(
            () -> Cluster.scheduled(id),
            run -> run.filter(it -> !goingOn.contains(it.get("state").asText())).isPresent())
        .orElseThrow();
  }

  private static String post(String body) throws Exception {
    String token = Files.readString(Cluster.meanstream().home().resolve("token")).strip();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(Cluster.url("scheduler") + "/api/v1/runs"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).get("id").asText();
  }

  private Path sample() throws Exception {
    Path file = folder.resolve("rides.csv");
    Process sample =
        Cluster.meanstream()
            .start(
                ProcessBuilder.Redirect.to(file.toFile()),
                ProcessBuilder.Redirect.INHERIT,
                "sample",
                "--rides",
                "20000",
                "--seed",
                "23");
    assertThat(sample.onExit().join().exitValue()).isZero();
    return file;
  }
}
