package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged scheduler runs Spark, whose results equal DuckDB's, and leaves no Spark process
 * behind.
 */
@ExtendWith(Cluster.class)
class SchedulerIT {

  private static final String DATASET = "rides-scheduled";
  private static final String BACKFILLED = "rides-backfilled";
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Duration SOON = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void aKilledSchedulerLeavesNoSparkAndTheNextOneRecovers() throws Exception {
    // Given
    Path file = Sample.write(Cluster.meanstream(), folder.resolve("rides.csv"), 20_000, 23).file();
    Cluster.meanstream().json("ingest", file.toString(), "--dataset", DATASET);
    String id = ScheduledRuns.ask("{\"dataset\": \"%s\", \"full\": true}".formatted(DATASET));
    ProcessHandle scheduler = Cluster.process("scheduler").orElseThrow();
    ScheduledRuns.awaitLease(id);
    ProcessHandle driver = ScheduledRuns.driver(id);
    await().atMost(SOON).until(() -> !ScheduledRuns.executors().isEmpty());
    List<ProcessHandle> executors = ScheduledRuns.executors();

    // When
    Cluster.kill(scheduler);

    // Then
    await().atMost(SOON).until(() -> !driver.isAlive());
    await().atMost(SOON).until(() -> executors.stream().noneMatch(ProcessHandle::isAlive));
    try (MongoClient store = Cluster.store()) {
      ScheduledRuns.expireLease(store, DATASET);
    }
    JsonNode killed = ScheduledRuns.awaitEnd(id);
    assertThat(killed.get("state").asText()).isEqualTo("failed");
    assertThat(killed.get("error").asText()).isEqualTo("the scheduler died during the run");
    JsonNode next = ScheduledRuns.awaitDone(killed.get("retriedAs").asText());
    assertThat(next.get("trigger").asText()).isEqualTo("retry");
    try (Rides rides = Rides.of(CHICAGO, file)) {
      SameAverages.check(Cluster.averages(DATASET, "day", ""), rides.averages("day", ""), "");
      SameAverages.check(Cluster.averages(DATASET, "week", ""), rides.averages("week", ""), "");
    }
    assertStatus();
  }

  @Test
  @Tag("thorough")
  void daysAreRecomputedOnRequest() throws Exception {
    Path file = Sample.write(Cluster.meanstream(), folder.resolve("rides.csv"), 2_000, 24).file();
    Cluster.meanstream().json("ingest", file.toString(), "--dataset", BACKFILLED);
    Cluster.meanstream().json("aggregate", "--dataset", BACKFILLED);

    String id =
        ScheduledRuns.ask(
            "{\"dataset\": \"%s\", \"from\": \"2020-03-02\", \"to\": \"2020-03-04\"}"
                .formatted(BACKFILLED));

    JsonNode done = ScheduledRuns.awaitDone(id);

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
}
