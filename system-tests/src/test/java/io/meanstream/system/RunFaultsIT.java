package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run whose processes die or are paused while it writes its averages. */
@ExtendWith(Cluster.class)
class RunFaultsIT {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final int RIDES = 15_000;
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  @TempDir static Path folder;
  private static Sample sample;

  private final List<ProcessHandle> asleep = new ArrayList<>();
  private MongoClient store;

  @BeforeAll
  static void writeSample() throws IOException {
    sample = Sample.write(Cluster.meanstream(), folder.resolve("rides.csv"), RIDES, 29);
  }

  @BeforeEach
  void connect() {
    store = Cluster.store();
  }

  @AfterEach
  void wake() {
    asleep.stream().filter(ProcessHandle::isAlive).forEach(Signal.CONT::to);
    store.close();
  }

  @Test
  @Tag("thorough")
  void aRunSucceedsWhenAWorkerIsKilled() throws Exception {
    // Given
    String id = startedRun("rides-worker-lost");
    String name = ScheduledRuns.workerWithExecutor();
    ProcessHandle worker = Cluster.process(name).orElseThrow();
    List<ProcessHandle> executors = worker.children().toList();
    assertThat(executors).hasSize(1);
    awaitFirstAverage("rides-worker-lost");

    // When
    Cluster.kill(worker);
    executors.forEach(Cluster::kill);

    // Then
    assertThat(state(id)).isEqualTo("running");
    ScheduledRuns.awaitDone(id);
    assertAverages("rides-worker-lost", sample.file());
    await().atMost(SOON).until(() -> Cluster.process(name).isPresent());
  }

  @Test
  @Tag("thorough")
  void aRunWhoseDriverIsKilledIsRepeatedAndLeavesNoExecutor() throws Exception {
    // Given
    String id = startedRun("rides-driver-lost");
    ProcessHandle driver = ScheduledRuns.driver(id);
    List<ProcessHandle> executors = ScheduledRuns.executors();
    assertThat(executors).isNotEmpty();
    awaitFirstAverage("rides-driver-lost");

    // When
    Cluster.kill(driver);

    // Then
    await().atMost(SOON).until(() -> executors.stream().noneMatch(ProcessHandle::isAlive));
    ScheduledRuns.expireLease(store, "rides-driver-lost");
    JsonNode killed = ScheduledRuns.awaitEnd(id);
    assertThat(killed.get("error").asText()).isEqualTo("the process was killed by signal 9");
    ScheduledRuns.awaitDone(killed.get("retriedAs").asText());
    assertAverages("rides-driver-lost", sample.file());
  }

  @Test
  void aRunResumedAfterATakeoverWritesNoOldAverages() throws Exception {
    // Given a run that is paused, along with the scheduler that would end it
    String id = startedRun("rides-asleep");
    ProcessHandle scheduler = Cluster.process("scheduler").orElseThrow();
    ProcessHandle driver = ScheduledRuns.driver(id);
    List<ProcessHandle> executors = ScheduledRuns.executors();
    assertThat(executors).isNotEmpty();
    awaitFirstAverage("rides-asleep");
    hold(driver, scheduler);
    executors.forEach(this::hold);
    // and another run that takes over, and a late ride
    ScheduledRuns.expireLease(store, "rides-asleep");
    Cluster.meanstream().json("aggregate", "--dataset", "rides-asleep");
    Path late = lateRide();
    Cluster.meanstream().json("ingest", late.toString(), "--dataset", "rides-asleep");

    // When
    executors.forEach(Signal.CONT::to);
    Signal.CONT.to(driver);
    await().atMost(SOON).until(() -> ScheduledRuns.hasEnded(driver));

    // Then
    assertAverages("rides-asleep", sample.file());
    assertThat(Cluster.dirtyDays(store, "rides-asleep")).hasSize(1);
    // and the next run does what it could not
    Signal.CONT.to(scheduler);
    JsonNode lost = ScheduledRuns.awaitEnd(id);
    assertThat(lost.get("error").asText()).startsWith("rides-asleep: run 1 has lost its lease");
    ScheduledRuns.awaitDone(lost.get("retriedAs").asText());
    assertAverages("rides-asleep", sample.file(), late);
    assertThat(Cluster.dirtyDays(store, "rides-asleep")).isEmpty();
  }

  /** A run over the sample that has its processes. */
  private String startedRun(String dataset) throws Exception {
    Cluster.meanstream().json("ingest", sample.file().toString(), "--dataset", dataset);
    String id = ScheduledRuns.ask("{\"dataset\": \"%s\"}".formatted(dataset));
    ScheduledRuns.awaitLease(id);
    await().atMost(SOON).pollInterval(LOOK_AGAIN).until(() -> !ScheduledRuns.executors().isEmpty());
    return id;
  }

  private void awaitFirstAverage(String dataset) {
    MongoCollection<Document> averages = Cluster.database(store).getCollection("averages");
    await()
        .atMost(SOON)
        .pollInterval(LOOK_AGAIN)
        .until(() -> averages.find(Filters.eq("dataset", dataset)).first() != null);
  }

  private void hold(ProcessHandle... processes) {
    for (ProcessHandle process : processes) {
      asleep.add(process);
      Signal.STOP.to(process);
    }
  }

  private static String state(String id) {
    return ScheduledRuns.find(id).orElseThrow().get("state").asText();
  }

  /** The sample's first ride again, with another id. */
  private Path lateRide() throws IOException {
    try (Stream<String> lines = Files.lines(sample.file())) {
      List<String> first = lines.limit(2).toList();
      String ride = first.get(1);
      return Files.write(
          folder.resolve("late.csv"),
          List.of(first.get(0), "late" + ride.substring(ride.indexOf(','))));
    }
  }

  private static void assertAverages(String dataset, Path... files) throws SQLException {
    try (Rides rides = Rides.of(CHICAGO, files)) {
      for (String period : List.of("day", "week")) {
        for (String group : List.of("", "member_casual", "start_station_name")) {
          SameAverages.check(
              Cluster.averages(dataset, period, group), rides.averages(period, group), group);
        }
      }
    }
  }
}
