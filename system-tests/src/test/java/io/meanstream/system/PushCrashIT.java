package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.cluster.KafkaBroker;
import io.meanstream.cluster.Ports;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  void recordsAreSentOnceWhenTheIngestorIsKilledAfterLanding() throws Exception {
    killAfterLanding("push-crash", 1, LandedBatches.IN_FOLDER);
  }

  @Test
  void recordsInPostgresAreSentOnceWhenTheIngestorAndPostgresAreKilled() throws Exception {
    killAfterLanding("push-crash-postgres", 1, LandedBatches.IN_POSTGRES);
  }

  @Test
  @Tag("thorough")
  void recordsAreSentOnceWhenTheIngestorIsKilledAfterTenLandings() throws Exception {
    killAfterLanding("push-crash-ten", 10, LandedBatches.IN_FOLDER);
  }

  @Test
  @Tag("thorough")
  void recordsInPostgresAreSentOnceWhenTheIngestorIsKilledTenTimes() throws Exception {
    killAfterLanding("push-crash-postgres-ten", 10, LandedBatches.IN_POSTGRES);
  }

  private void killAfterLanding(String dataset, int batches, LandedBatches place) throws Exception {
    // Given
    Ingestor ingestor = new Ingestor(services, dataset, define(dataset), place.settings());
    ingestor.start();

    // When
    List<String> ingestions = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      int landed = batch;
      CompletableFuture<HttpResponse<String>> cut =
          ingestor.push(dataset, "batch-" + batch, records(batch));
      await()
          .atMost(SOON)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> place.count(folder, dataset) > landed);
      ingestor.kill();
      if (place == LandedBatches.IN_POSTGRES && batch == batches / 2) {
        LandedBatches.killPostgres();
      }
      cut.handle((answer, failure) -> answer).join();
      ingestor.start();
      ingestions.add(pushed(ingestor, dataset, batch));
    }

    // Then
    for (String ingestion : ingestions) {
      assertThat(ingestor.awaitEnd(ingestion).get("state").asText()).isEqualTo("done");
    }
    assertThat(place.count(folder, dataset)).isEqualTo(batches);
    assertThat(keysOf(Cluster.bootstrapServers(), dataset))
        .containsExactlyInAnyOrderElementsOf(rideIds(batches));
  }

  @Test
  void recordsPushedWhileKafkaIsDownAreSentOnceAfterwards() throws Exception {
    pushWhileKafkaIsDown(LandedBatches.IN_FOLDER);
  }

  @Test
  @Tag("thorough")
  void recordsPushedToPostgresWhileKafkaIsDownAreSentOnceAfterwards() throws Exception {
    pushWhileKafkaIsDown(LandedBatches.IN_POSTGRES);
  }

  private void pushWhileKafkaIsDown(LandedBatches place) throws Exception {
    // Given
    String dataset = "push-" + place.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Path kafkaFolder = folder.resolve("kafka");
    int port = Ports.free();
    KafkaBroker kafka = KafkaBroker.start(kafkaFolder, port);
    String servers = kafka.bootstrapServers();
    try {
      Map<String, String> settings = new HashMap<>(place.settings());
      settings.put("KAFKA_BOOTSTRAP_SERVERS", servers);
      // each push waits for Kafka this long
      settings.put("MP_MESSAGING_OUTGOING_INGESTIONS_MAX_BLOCK_MS", "3000");
      settings.put("MP_MESSAGING_OUTGOING_INGESTIONS_REQUEST_TIMEOUT_MS", "2500");
      settings.put("MP_MESSAGING_OUTGOING_INGESTIONS_DELIVERY_TIMEOUT_MS", "3000");
      Ingestor ingestor = new Ingestor(services, dataset, define(dataset), settings);
      ingestor.start();

      // When Kafka is away and comes back
      kafka.child().kill();
      String first = pushed(ingestor, dataset, 0);
      String again = pushed(ingestor, dataset, 0);
      kafka = KafkaBroker.start(kafkaFolder, port);
      JsonNode firstEnd = ingestor.awaitEnd(first);

      // When the ingestor dies meanwhile
      kafka.child().kill();
      String second = pushed(ingestor, dataset, 1);
      ingestor.kill();
      kafka = KafkaBroker.start(kafkaFolder, port);
      ingestor.start();
      String repeated = pushed(ingestor, dataset, 1);
      JsonNode secondEnd = ingestor.awaitEnd(second);

      // Then
      assertThat(again).isEqualTo(first);
      assertThat(repeated).isEqualTo(second);
      assertThat(firstEnd.get("state").asText()).isEqualTo("done");
      assertThat(secondEnd.get("state").asText()).isEqualTo("done");
      assertThat(keysOf(servers, dataset)).containsExactlyInAnyOrderElementsOf(rideIds(2));
    } finally {
      kafka.close();
    }
  }

  /** Pushes a batch, which is accepted; the id of its ingestion. */
  private String pushed(Ingestor ingestor, String dataset, int batch) throws IOException {
    HttpResponse<String> answer = ingestor.push(dataset, "batch-" + batch, records(batch)).join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).get("id").asText();
  }

  private static List<String> keysOf(String servers, String topic) {
    List<String> keys = new ArrayList<>();
    CommittedRecords.forEach(servers, topic, row -> keys.add(row.key()));
    return keys;
  }

  private static List<String> rideIds(int batches) {
    return IntStream.range(0, batches * RECORDS).mapToObj(PushCrashIT::rideId).toList();
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
}
