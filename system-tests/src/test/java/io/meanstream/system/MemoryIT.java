package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ingestor's memory does not grow with the size of a file, a line or an archive, nor while
 * Kafka does not respond. The thorough tests read files of a gigabyte, or of the size that {@code
 * -Dmegabytes} sets.
 */
class MemoryIT {

  /** More than the ingestor's heap, and more than it may read ahead. */
  private static final int MEGABYTES = 150;

  private static final int MANY_MEGABYTES = Integer.getInteger("megabytes", 1_024);
  private static final int LINE_MEGABYTES = 100;
  private static final int SAMPLE = 200_000;
  private static final Duration STILL = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final long MOST_READ_AHEAD = 64L << 20;

  @TempDir static Path home;
  @TempDir Path folder;

  private static Meanstream meanstream;
  private static String ingestions;
  private ProcessHandle ingestor;

  @BeforeAll
  static void up() {
    meanstream = new Meanstream(home);
    // nothing needs to store the rows: an in-memory store would need more memory than the test
    // allows
    JsonNode status =
        meanstream.json(
            "up",
            "--ports",
            "auto",
            "--single",
            "--without",
            "persister",
            "--without",
            "stats-api",
            "--without",
            "spark");
    ingestions =
        Cluster.find(status.get("services"), "ingestor").get("url").asText()
            + "/api/v1/ingestions/";
  }

  @AfterAll
  static void down() {
    assertThat(meanstream.run("down").exit()).isZero();
  }

  @BeforeEach
  void theIngestorHasLittleMemory() {
    ingestor = meanstream.process("ingestor").orElseThrow();
    assertThat(ingestor.info().arguments().orElseThrow()).contains("-Xmx128m");
  }

  @AfterEach
  void itHasNotBeenStartedAgain() {
    assertThat(meanstream.process("ingestor")).contains(ingestor);
  }

  @Test
  void theIngestorStopsReadingAFileWhileTheBrokerIsPaused() throws Exception {
    readWhileTheBrokerIsPaused(MEGABYTES, STILL);
  }

  @Test
  @Tag("thorough")
  void theIngestorStopsReadingALargeFileDuringALongBrokerPause() throws Exception {
    readWhileTheBrokerIsPaused(MANY_MEGABYTES, STILL.multipliedBy(4));
  }

  private void readWhileTheBrokerIsPaused(int megabytes, Duration still) throws Exception {
    assumeThat(Path.of("/proc/self/fdinfo")).as("tells how far a file was read").exists();
    LargeFiles files = LargeFiles.of(meanstream, SAMPLE, 1);
    Path file = files.plain(folder.resolve("large.csv"), megabytes);
    String id = meanstream.submit(file, "rides");
    List<ProcessHandle> brokers = brokers();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> reading(id).get("read").asLong() > 0);

    for (ProcessHandle broker : brokers) {
      Signal.STOP.to(broker);
    }
    try {
      long before = position(file);
      assertThat(before).isPositive().isLessThan(Files.size(file) - MOST_READ_AHEAD);
      await()
          .during(still)
          .atMost(still.plus(SOON))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                long further = position(file) - before;
                return further >= 0 && further <= MOST_READ_AHEAD;
              });
    } finally {
      for (ProcessHandle broker : brokers) {
        Signal.CONT.to(broker);
      }
    }

    assertThat(awaitDone(id).get("read").asLong()).isEqualTo(files.rowsIn(megabytes));
  }

  @Test
  @Tag("thorough")
  void anArchiveIsReadWhileBeingUnpacked() throws IOException {
    LargeFiles files = LargeFiles.of(meanstream, SAMPLE, 2);
    Path file = files.gzip(folder.resolve("large.csv.gz"), MANY_MEGABYTES);

    String id = meanstream.submit(file, "rides");

    assertThat(awaitDone(id).get("read").asLong()).isEqualTo(files.rowsIn(MANY_MEGABYTES));
  }

  @Test
  void aLongLineIsOneReject() throws IOException {
    Path file =
        LargeFiles.of(meanstream, 1_000, 3).longLine(folder.resolve("long.csv"), LINE_MEGABYTES);

    String id = meanstream.submit(file, "rides");

    JsonNode done = awaitDone(id);
    assertThat(done.get("read").asLong()).isEqualTo(2);
    assertThat(done.get("rejectedByRule").toString()).isEqualTo("{\"size\":1}");
  }

  private static JsonNode reading(String id) {
    return Cluster.get(ingestions + id);
  }

  private static JsonNode awaitDone(String id) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> reading(id).get("endedAt").isTextual());
    JsonNode ended = reading(id);
    assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("done");
    return ended;
  }

  private static List<ProcessHandle> brokers() {
    return Stream.of("kafka-1", "kafka-2", "kafka-3")
        .flatMap(part -> meanstream.process(part).stream())
        .toList();
  }

  /** The ingestor's read position in the file; 0 if the file is not open. */
  private long position(Path file) throws IOException {
    Path process = Path.of("/proc", Long.toString(ingestor.pid()));
    List<Path> open = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      descriptors.filter(Files::isRegularFile).forEach(open::add);
    }
    for (Path descriptor : open) {
      try {
        if (descriptor.toRealPath().equals(file.toRealPath())) {
          Path info = process.resolve("fdinfo").resolve(descriptor.getFileName());
          return Long.parseLong(Files.readAllLines(info).get(0).split("\\s+")[1]);
        }
      } catch (NoSuchFileException e) {
        // closed since it was listed
      }
    }
    return 0;
  }
}
