package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Pushed records are neither lost nor duplicated, whenever the ingestor is killed. */
@ExtendWith(Cluster.class)
class PushCrashIT {

  private static final int RECORDS = 4_000;
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final PackagedServices services = new PackagedServices();
  @TempDir Path folder;

  @Test
  void recordsAreSentOnceWhenTheIngestorIsKilledAfterThreeLandings() throws Exception {
    killAfterLanding("push-crash", 3);
  }

  @Test
  @Tag("thorough")
  void recordsAreSentOnceWhenTheIngestorIsKilledAfterTenLandings() throws Exception {
    killAfterLanding("push-crash-ten", 10);
  }

  private void killAfterLanding(String dataset, int batches) throws Exception {
    // Given
    Ingestor ingestor = new Ingestor(services, dataset, define(dataset));
    ingestor.start();
    Path landing = folder.resolve("state/landing").resolve(dataset).resolve(dataset);

    // When
    List<String> ingestions = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      Path lines = records(batch);
      String key = "batch-" + batch;
      int landed = batch;
      CompletableFuture<HttpResponse<String>> cut = ingestor.push(dataset, key, lines);
      await().atMost(SOON).pollDelay(Duration.ZERO).until(() -> countOf(landing) > landed);
      ingestor.kill();
      cut.handle((answer, failure) -> answer).join();
      ingestor.start();
      HttpResponse<String> again = ingestor.push(dataset, key, lines).join();
      assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
      ingestions.add(JSON.readTree(again.body()).get("id").asText());
    }

    // Then
    for (String ingestion : ingestions) {
      assertThat(ingestor.awaitEnd(ingestion).get("state").asText()).isEqualTo("done");
    }
    assertThat(countOf(landing)).isEqualTo(batches);
    List<String> keys = new ArrayList<>();
    CommittedRecords.forEach(dataset, row -> keys.add(row.key()));
    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, batches * RECORDS).mapToObj(PushCrashIT::rideId).toList());
  }

  private Path define(String dataset) throws IOException {
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.copy(Meanstream.ROOT.resolve("datasets/rides.yaml"), definitions.resolve("rides.yaml"));
    Files.writeString(
        definitions.resolve(dataset + ".yaml"),
        "extends: rides\nname: %s\ntopic: %s\n".formatted(dataset, dataset));
    return definitions;
  }

  private Path records(int batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int record = batch * RECORDS; record < (batch + 1) * RECORDS; record++) {
      lines.append(
          """
          {"ride_id": "%s", "started_at": "2020-05-01 10:00:00", "ended_at": "2020-05-01 10:20:00"}
          """
              .formatted(rideId(record)));
    }
    return Files.writeString(folder.resolve("batch-%d.ndjson".formatted(batch)), lines);
  }

  private static String rideId(int record) {
    return "ride-" + record;
  }

  private static int countOf(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? 0 : Math.toIntExact(Arrays.stream(names).count());
  }
}
