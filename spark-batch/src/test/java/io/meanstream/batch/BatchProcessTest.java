package io.meanstream.batch;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.catalog.dataset.Dataset;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The application in its own process. */
@ExtendWith(BatchTestEnvironment.class)
class BatchProcessTest {

  private static final long MOST_SECONDS = 300;

  private final Dataset visits = TestRuns.visits();

  @TempDir Path folder;

  @Test
  @Tag("thorough")
  void eventLogsAreWrittenOnRequestAndNameTheRun(FilledStore store) throws Exception {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    Path events = folder.resolve("spark events");

    // When
    Process batch = start(store, "--event-log", events.toString());

    // Then
    assertThat(batch.exitValue()).as(Files.readString(err())).isZero();
    assertThat(Document.parse(Files.readString(out())).getList("runs", Document.class)).hasSize(1);
    assertThat(contentsOf(events))
        .contains("\"spark.job.description\":\"visits, run 1: averages of 1 day\"")
        .contains("\"Name\":\"rows read\"", "\"Name\":\"averages written\"");
  }

  @Test
  void aFailureIsTheLastLineAndTheExitCodeIs1(FilledStore store) throws Exception {
    // Given a row whose time is not a date
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));
    store
        .database()
        .getCollection("rows_visits")
        .insertOne(new Document("_id", "x").append("order", "yesterday"));

    // When
    Process batch = start(store);

    // Then
    assertThat(batch.exitValue()).isEqualTo(1);
    assertThat(Files.readString(out())).isEmpty();
    assertThat(Files.readAllLines(err()))
        .last()
        .asString()
        .startsWith("visits: run 1 failed: ")
        .contains("yesterday");
  }

  @Test
  void aRunThatStandsByReadsWhatIsStoredUntilTheFileExists(FilledStore store) throws Exception {
    // Given a process that has started Spark before there are rows
    Path file = folder.resolve("begin");
    Process batch = launch(store, "--after", file.toString());
    try {
      await()
          .atMost(MOST_SECONDS, TimeUnit.SECONDS)
          .until(() -> Files.readString(err()).contains("Spark is ready"));
      store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));

      // When
      Files.createFile(file);

      // Then
      assertThat(batch.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(batch.exitValue()).as(Files.readString(err())).isZero();
      assertThat(store.shown(visits, "day", "")).hasSize(1);
      assertThat(store.runs().countDocuments()).isEqualTo(1);
    } finally {
      batch.destroyForcibly();
    }
  }

  @Test
  void aRehearsalOfAllDatasetsWritesNothing(FilledStore store) throws Exception {
    // Given
    store.insert(visits, List.of(VisitRows.at("2020-05-01T15:00:00Z", 1)));

    // When
    Process batch = start(store, "--rehearse");

    // Then
    assertThat(batch.exitValue()).as(Files.readString(err())).isZero();
    assertThat(store.averages().countDocuments()).isZero();
    assertThat(store.runs().countDocuments()).isZero();
    assertThat(store.datasets().find().first()).doesNotContainKeys("run", "lease");
  }

  private Process start(FilledStore store, String... more) throws Exception {
    Process batch = launch(store, more);
    try {
      assertThat(batch.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      batch.destroyForcibly();
    }
    return batch;
  }

  private Process launch(FilledStore store, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dspark.ui.enabled=false",
            "-cp",
            System.getProperty("java.class.path"),
            Batch.class.getName(),
            "--mongodb=" + store.store().uri(),
            "--database=" + store.store().database(),
            "--datasets=" + TestRuns.TESTS,
            "--dataset=visits"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(out().toFile())
        .redirectError(err().toFile())
        .start();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path err() {
    return folder.resolve("err");
  }

  private static String contentsOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> logs = files.filter(Files::isRegularFile).toList();
      List<String> texts = new ArrayList<>();
      for (Path log : logs) {
        texts.add(Files.readString(log));
      }
      return texts.stream().collect(joining());
    }
  }
}
