package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills and pauses random parts of a running {@code up}, each after some progress. In the end the
 * balance adds up, and the averages equal DuckDB's.
 */
@ExtendWith(Cluster.class)
class SoakIT {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final int CHANGED = 3;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String STORE = "store";
  private static final List<String> PARTS =
      List.of("ingestor", "persister", "kafka-1", "kafka-2", "kafka-3", "scheduler", STORE);

  private final long seed = RandomSeed.choose();
  private final Random random = new Random(seed);
  private final List<String> faults = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Future<ProcessHandle>> woken = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void everyRowIsAccountedForAfterTwoRandomFaults() throws Exception {
    ingestDuringFaults("rides-soak", 2, 10_000, 2, 3_000);
  }

  @Test
  @Tag("thorough")
  void everyRowIsAccountedForAfterTwentyRandomFaults() throws Exception {
    String dataset = "rides-long-soak";
    ingestDuringFaults(dataset, 5, 40_000, 20, 12_000);
    assertThat(Cluster.meanstream().run("aggregate", "--dataset", dataset, "--verify").exit())
        .as(describe("averages match the stored rows"))
        .isZero();
  }

  private void ingestDuringFaults(
      String dataset, int fileCount, int rides, int faultCount, int longestPauseMillis)
      throws Exception {
    // Given
    List<Path> files = new ArrayList<>();
    for (int file = 0; file < fileCount; file++) {
      Path to = folder.resolve("rides-" + file + ".csv");
      files.add(Sample.write(Cluster.meanstream(), to, rides, 100 + file).file());
    }
    files.add(corrected(files.get(0)));
    List<String> ids = new ArrayList<>();
    for (Path file : files) {
      ids.add(Cluster.meanstream().submit(file, dataset));
    }

    // When
    long rows = (long) files.size() * rides;
    for (int fault = 1; fault <= faultCount; fault++) {
      awaitOutcomes(dataset, rows * fault / (faultCount + 1));
      inject(longestPauseMillis);
    }
    await(describe("all is settled"))
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(ids).allMatch(SoakIT::isSettled));

    // Then
    JsonNode balance = balance(dataset).orElseThrow();
    long changed = rides / CHANGED;
    assertThat(balance.get("read").asLong()).as(describe("read")).isEqualTo(rows);
    assertThat(balance.get("stored").asLong()).as(describe("stored")).isEqualTo(rows - rides);
    assertThat(balance.get("corrected").asLong()).as(describe("corrected")).isEqualTo(changed);
    assertThat(balance.get("duplicates").asLong())
        .as(describe("duplicates"))
        .isEqualTo(rides - changed);
    assertThat(balance.get("rejected").asLong()).as(describe("rejected")).isZero();
    Cluster.meanstream().json("aggregate", "--dataset", dataset);
    try (Rides last = Rides.of(CHICAGO, files.subList(1, files.size()).toArray(Path[]::new))) {
      SameAverages.check(Cluster.averages(dataset, "day", ""), last.averages("day", ""), "");
      SameAverages.check(
          Cluster.averages(dataset, "week", "member_casual"),
          last.averages("week", "member_casual"),
          "member_casual");
    }
  }

  private String describe(String what) {
    return "%s, with -Dseed=%d and %s".formatted(what, seed, faults);
  }

  /** The same rides, every third one a year later. */
  private Path corrected(Path file) throws IOException {
    Path corrected = folder.resolve("corrected.csv");
    try (BufferedWriter out = Files.newBufferedWriter(corrected);
        var lines = Files.lines(file)) {
      int row = 0;
      for (String line : (Iterable<String>) lines::iterator) {
        String[] columns = line.split(",", 5);
        if (row > 0 && row % CHANGED == 0) {
          columns[2] = aYearLater(columns[2]);
          columns[3] = aYearLater(columns[3]);
        }
        out.write(String.join(",", columns));
        out.newLine();
        row++;
      }
    }
    return corrected;
  }

  private static String aYearLater(String time) {
    return Integer.parseInt(time.substring(0, 4))
        + 1
        + time.substring(4).replace("-02-29", "-02-28");
  }

  /** Waits for progress, so that the pipeline recovers from each fault before the next one. */
  private void awaitOutcomes(String dataset, long rows) {
    await(describe(rows + " rows have an outcome"))
        .atMost(LIMIT)
        .until(() -> balance(dataset).filter(now -> outcomes(now) >= rows).isPresent());
  }

  private static long outcomes(JsonNode balance) {
    return balance.get("stored").asLong()
        + balance.get("corrected").asLong()
        + balance.get("duplicates").asLong();
  }

  private static Optional<JsonNode> balance(String dataset) {
    return Cluster.answer(Cluster.url("stats-api") + "/api/v1/balance?dataset=" + dataset);
  }

  private static boolean isSettled(String id) {
    return Cluster.answer(Cluster.url("stats-api") + "/api/v1/ingestions/" + id)
        .filter(ingestion -> ingestion.get("settled").asBoolean())
        .isPresent();
  }

  private void inject(int longestPauseMillis) throws Exception {
    String part = PARTS.get(random.nextInt(PARTS.size()));
    Optional<ProcessHandle> process = Cluster.process(part);
    if (process.isEmpty()) {
      return;
    }
    // an in-memory store, if killed, would have to refill the rows of all other tests
    if (part.equals(STORE) || random.nextInt(3) == 0) {
      Duration pause = Duration.ofMillis(500 + random.nextInt(longestPauseMillis));
      faults.add("%s held for %s".formatted(part, pause));
      Signal.STOP.to(process.get());
      wake(process.get(), pause);
    } else {
      faults.add(part + " killed");
      Cluster.kill(process.get());
    }
  }

  /** Resumes a process after a while, unless it has ended by then. */
  private void wake(ProcessHandle process, Duration after) {
    woken.add(
        clock.schedule(
            () -> {
              if (process.isAlive()) {
                Signal.CONT.to(process);
              }
              return process;
            },
            after.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  @AfterEach
  void awaitWoken() throws Exception {
    clock.shutdown();
    for (Future<ProcessHandle> each : woken) {
      each.get();
    }
  }
}
