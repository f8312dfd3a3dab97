package io.meanstream.launch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.launch.Mistake;
import io.meanstream.launch.api.FakeService;
import io.meanstream.launch.api.Ingestion;
import io.meanstream.launch.api.IngestionProgress;
import io.meanstream.launch.api.IngestorApi;
import io.meanstream.launch.api.StatsApi;
import io.meanstream.launch.show.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void pathsAreRelativeToTheUsersFolder() {
    assertThat(Ingest.existing(List.of(Path.of("pom.xml"))))
        .containsExactly(Path.of("").toAbsolutePath().resolve("pom.xml"));
  }

  @Test
  void namesTheFirstMissingPath() throws IOException {
    Path there = Files.createFile(folder.resolve("a.csv"));
    Path missing = folder.resolve("b.csv");

    assertThatThrownBy(() -> Ingest.existing(List.of(there, missing)))
        .isInstanceOf(Mistake.class)
        .hasMessage("no such file or folder: " + missing);
  }

  @Test
  void ignoresTheEndOfAnEarlierAttempt() {
    // Given a store that does not know yet that the cancelled ingestion was retried and is done
    String path = "/api/v1/ingestions/i";
    try (FakeService stats = new FakeService().with(path, 200, stored("cancelled", "08:00:00", 3));
        FakeService ingestor =
            new FakeService()
                .with(
                    path,
                    200,
                    """
                    {"id": "i", "source": "a.csv", "state": "done", "rows": 5, "read": 5,
                     "endedAt": "2020-05-01T09:00:00.123456Z"}""")) {
      List<IngestionProgress> queued =
          List.of(new IngestorApi(ingestor.uri(), "token").reading("i"));
      Ingest ingest =
          new Ingest(
              new IngestorApi(ingestor.uri(), "token"),
              new StatsApi(stats.uri()),
              Console.of(new ByteArrayOutputStream(), new ByteArrayOutputStream(), 0),
              time -> stats.with(path, 200, stored("done", "09:00:00.123", 5)));

      // When
      ingest.awaitRead(queued);
      ingest.awaitSettled(queued);

      // Then
      assertThat(ingest.results(queued)).extracting(Ingestion::state).containsExactly("done");
    }
  }

  private static String stored(String state, String time, long rows) {
    return """
    {"id": "i", "source": "a.csv", "state": "%s", "settled": true,
     "endedAt": "2020-05-01T%sZ", "read": %d, "stored": %d}"""
        .formatted(state, time, rows, rows);
  }

  @Test
  void itIsAMistakeIfNoSourceIsReadable() {
    try (FakeService ingestor =
        new FakeService()
            .with("/api/v1/ingestions/1", 200, failed("null", "a.csv: is empty"))
            .with("/api/v1/ingestions/2", 200, failed("null", "b.csv: is empty"))
            .with("/api/v1/ingestions/3", 200, failed("7", "c.csv: changed while it was read"))) {
      Ingest ingest = ingest(ingestor);

      assertThatThrownBy(() -> ingest.awaitRead(List.of(queued("1"), queued("2"))))
          .isInstanceOf(Mistake.class)
          .hasMessage("a.csv: is empty%nb.csv: is empty".formatted());
      assertThat(err.size()).as("no line beside the message").isZero();
      assertThat(ingest.awaitRead(List.of(queued("1"), queued("3")))).isNotNegative();
    }
  }

  private Ingest ingest(FakeService ingestor) {
    return new Ingest(
        new IngestorApi(ingestor.uri(), "token"),
        new StatsApi(ingestor.uri()),
        Console.of(new ByteArrayOutputStream(), err, 0),
        time -> {});
  }

  private static IngestionProgress queued(String id) {
    return new IngestionProgress(
        id,
        id + ".csv",
        "queued",
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String failed(String rows, String error) {
    return "{\"state\":\"failed\",\"rows\":%s,\"error\":\"%s\"}".formatted(rows, error);
  }
}
