package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Services killed with -9 while they work lose no row and bring none twice. */
@ExtendWith(Cluster.class)
class CrashIT {

  private static final String DATASET = "rides-crash";
  private static final int RIDES = 600_000;
  private static final int KILLS_INSIDE = 3;
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void servicesKilledInsideTransactionsAndBatchesBringEveryRowOnce() throws Exception {
    Path file = sample();
    String id =
        Cluster.meanstream()
            .json("ingest", file.toString(), "--dataset", DATASET, "--detach")
            .get("ingestions")
            .get(0)
            .get("id")
            .asText();

    for (int inside = 0; inside < KILLS_INSIDE; ) {
      awaitMoreRead(id);
      inside += killIngestorInsideTransaction(id) ? 1 : 0;
      Cluster.process("persister").ifPresent(Cluster::kill);
    }
    JsonNode settled = awaitSettled(id);

    assertThat(settled.get("state").asText()).isEqualTo("done");
    assertThat(settled.get("read").asInt()).isEqualTo(RIDES);
    assertThat(settled.get("stored").asInt()).isEqualTo(RIDES);
    assertThat(settled.get("duplicates").asInt()).isZero();
    assertThat(rowsOnTopic()).as("rows on the topic").hasSize(RIDES);
    assertThat(storedRows()).as("rows in the store").hasSize(RIDES);
  }

  private Path sample() throws IOException {
    Path file = folder.resolve("rides.csv");
    Process sample =
        Cluster.meanstream()
            .start(
                ProcessBuilder.Redirect.to(file.toFile()),
                ProcessBuilder.Redirect.INHERIT,
                "sample",
                "--rides",
                Integer.toString(RIDES),
                "--seed",
                "11");
    assertThat(sample.onExit().join().exitValue()).isZero();
    assertThat(Files.size(file)).isPositive();
    return file;
  }

  /** Waits until the ingestor, which may be starting, has read on. */
  private static void awaitMoreRead(String id) {
    int before = Cluster.reading(id).map(reading -> reading.get("read").asInt()).orElse(0);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Cluster.reading(id).filter(r -> r.get("read").asInt() > before).isPresent());
  }

  /**
   * Holds the ingestor still where its transaction is open, then kills it; whether the transaction
   * is open yet, since its commit may have been under way.
   */
  private static boolean killIngestorInsideTransaction(String id) throws Exception {
    ProcessHandle ingestor = Cluster.process("ingestor").orElseThrow();
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", Cluster.url("kafka-1")))) {
      await()
          .atMost(SOON)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> isStoppedInsideTransaction(id, ingestor, kafka));
      assertThat(ingestor.isAlive()).isTrue();
      Cluster.kill(ingestor);
      return hasOpenTransaction(kafka);
    }
  }

  private static boolean isStoppedInsideTransaction(String id, ProcessHandle ingestor, Admin kafka)
      throws Exception {
    Signal.STOP.to(ingestor);
    boolean inside = hasOpenTransaction(kafka);
    if (!inside) {
      Signal.CONT.to(ingestor);
      assertThat(isDone(id)).as("the file is too small for so fast a machine").isFalse();
    }
    return inside;
  }

  private static boolean isDone(String id) {
    return Cluster.reading(id).filter(r -> r.get("state").asText().equals("done")).isPresent();
  }

  private static boolean hasOpenTransaction(Admin kafka)
      throws ExecutionException, InterruptedException {
    for (TransactionListing each : kafka.listTransactions().all().get()) {
      if (each.state() == TransactionState.ONGOING) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode awaitSettled(String id) {
    String url = Cluster.url("stats-api") + "/api/v1/ingestions/" + id;
    await().atMost(LIMIT).until(() -> Cluster.get(url).get("settled").asBoolean());
    return Cluster.get(url);
  }

  /** The row numbers that a reader of committed records sees; it fails on one that comes twice. */
  private static Set<String> rowsOnTopic() {
    Map<String, Object> config =
        Map.of("bootstrap.servers", Cluster.url("kafka-1"), "isolation.level", "read_committed");
    Set<String> rows = new HashSet<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(DATASET).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> row : consumer.poll(Duration.ofSeconds(1))) {
          byte[] number = row.headers().lastHeader("row").value();
          assertThat(rows.add(new String(number, StandardCharsets.UTF_8)))
              .as("row %s comes once", new String(number, StandardCharsets.UTF_8))
              .isTrue();
        }
      }
    }
    return rows;
  }

  /** The row numbers of the stored documents; it fails on one that comes twice. */
  private static Set<Long> storedRows() {
    Set<Long> rows = new HashSet<>();
    try (MongoClient client = Cluster.store()) {
      MongoCollection<Document> documents =
          Cluster.database(client).getCollection("rows_" + DATASET);
      for (Document ride : documents.find().projection(new Document("_src", 1))) {
        Number row = (Number) ride.get("_src", Document.class).get("row");
        assertThat(rows.add(row.longValue())).as("row %s is stored once", row).isTrue();
      }
    }
    return rows;
  }
}
