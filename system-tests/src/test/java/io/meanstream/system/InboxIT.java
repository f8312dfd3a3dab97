package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file in the inbox is ingested once, whenever the ingestor is killed. */
@ExtendWith(Cluster.class)
class InboxIT {

  private static final int RIDES = 100_000;
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  private Sample sample;

  @BeforeEach
  void prepare() throws IOException {
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.copy(Meanstream.ROOT.resolve("datasets/rides.yaml"), definitions.resolve("rides.yaml"));
    sample = Sample.write(Cluster.meanstream(), folder.resolve("rides.csv"), RIDES, 17);
  }

  /** Defines a dataset, and creates its inbox folder. */
  private Path inboxOf(String name) throws IOException {
    Files.writeString(
        folder.resolve("definitions").resolve(name + ".yaml"),
        "extends: rides%nname: %s%ntopic: %s%n".formatted(name, name));
    return Files.createDirectories(folder.resolve("inbox").resolve(name));
  }

  private static JsonNode reportOf(Path moved) throws IOException {
    await().atMost(SOON).until(() -> Files.exists(moved));
    return JSON.readTree(moved.resolveSibling(moved.getFileName() + ".report.json").toFile());
  }

  private static List<String> texts(List<JsonNode> documents, String field) {
    return documents.stream().map(each -> each.get(field).asText()).toList();
  }

  @Test
  @Tag("thorough")
  void aFileThatWasReadButNotMovedIsRecognizedAfterAKill() throws IOException {
    // Given
    Path inbox = inboxOf("inbox-unmoved");
    Path blocker = Files.createFile(inbox.resolve("done"));
    Files.move(sample.file(), inbox.resolve("rides.csv"));
    Ingestor ingestor = new Ingestor(services, "inbox", folder.resolve("definitions"));
    ingestor.start();
    await()
        .atMost(SOON)
        .until(() -> texts(ingestor.all("inbox-unmoved"), "state").equals(List.of("done")));

    // When
    ingestor.kill();
    Files.delete(blocker);
    ingestor.start();
    Path moved = inbox.resolve("done/rides.csv");
    JsonNode report = reportOf(moved);

    // Then
    assertThat(report.get("ingestions").findValuesAsText("state")).containsExactly("known");
    assertThat(TopicRows.of("inbox-unmoved").keysInOrder())
        .isEqualTo(new Sample(moved).rideIds())
        .hasSize(RIDES);
  }

  @Test
  void aFileBeingReadWhenTheIngestorIsKilledIsReadOnce() throws IOException {
    // Given
    Path inbox = inboxOf("inbox-killed");
    Files.move(sample.file(), inbox.resolve("rides.csv"));
    Ingestor ingestor = new Ingestor(services, "inbox", folder.resolve("definitions"));
    ingestor.start();
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> ingestor.all("inbox-killed").size() == 1);
    ingestor.awaitRead(texts(ingestor.all("inbox-killed"), "id"), Ingestor.CHUNK_ROWS);

    // When
    ingestor.kill();
    ingestor.start();
    Path moved = inbox.resolve("done/rides.csv");
    reportOf(moved);

    // Then
    assertThat(texts(ingestor.all("inbox-killed"), "state")).containsExactly("done", "known");
    assertThat(TopicRows.of("inbox-killed").keysInOrder())
        .isEqualTo(new Sample(moved).rideIds())
        .hasSize(RIDES);
  }
}
