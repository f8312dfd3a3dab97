package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's nodes may be lost and restarted one at a time: no row is lost, and none comes twice. */
@ExtendWith(Cluster.class)
class BrokersIT {

  private static final String DATASET = "rides-brokers";

  /** So many that a file is still read when its fault comes. */
  private static final int RIDES_OF_A_FILE = 100_000;

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final List<String> ingestions = new ArrayList<>();

  @Test
  void lostAndRestartedBrokersAndControllersLoseNoRow() throws Exception {
    whileAFileIsRead(() -> Cluster.kill(node("kafka-1")));
    whileAFileIsRead(() -> Cluster.kill(node("kafka-" + activeController())));
    whileAFileIsRead(() -> restart("kafka-1"));
    whileAFileIsRead(() -> restart("kafka-2"));

    for (String ingestion : ingestions) {
      JsonNode settled = awaitSettled(ingestion);
      assertThat(settled.get("state").asText()).isEqualTo("done");
      assertThat(settled.get("read").asInt()).isEqualTo(RIDES_OF_A_FILE);
      assertThat(settled.get("stored").asInt()).isEqualTo(RIDES_OF_A_FILE);
    }
    Set<String> rides = ridesOfFiles();
    assertThat(rides).hasSize(ingestions.size() * RIDES_OF_A_FILE);
    assertThat(ridesOnTopic().equals(rides)).as("the topic has each ride").isTrue();
    assertThat(storedRides().equals(rides)).as("the store has each ride").isTrue();
  }

  /** What is done to Kafka while it is written to. */
  private interface Fault {
    void happen() throws Exception;
  }

  private void whileAFileIsRead(Fault fault) throws Exception {
    Path file = sample(ingestions.size() + 1);
    awaitAllCopiesInSync();
    String id = submit(file);
    ingestions.add(id);
    awaitReading(id);
    fault.happen();
  }

  private static ProcessHandle node(String name) {
    return Cluster.process(name).orElseThrow();
  }

  private static void restart(String broker) {
    Meanstream.Outcome restart = Cluster.meanstream().run("restart", broker);
    assertThat(restart.exit()).as(restart.err()).isZero();
  }

  private Path sample(int seed) throws IOException {
    Path file = folder.resolve(seed + ".csv");
    Process sample =
        Cluster.meanstream()
            .start(
                Redirect.to(file.toFile()),
                Redirect.INHERIT,
                "sample",
                "--rides",
                Integer.toString(RIDES_OF_A_FILE),
                "--seed",
                Integer.toString(seed));
    assertThat(sample.onExit().join().exitValue()).isZero();
    return file;
  }

  private static String submit(Path file) {
    return Cluster.meanstream()
        .json("ingest", file.toString(), "--dataset", DATASET, "--detach")
        .get("ingestions")
        .get(0)
        .get("id")
        .asText();
  }

  private static void awaitReading(String id) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Cluster.reading(id).filter(r -> r.get("read").asInt() > 0).isPresent());
    assertThat(Cluster.reading(id).map(reading -> reading.get("state").asText()))
        .as("the file is too small for so fast a machine")
        .contains("reading");
  }

  /** Losing the other copy as well would be a second fault at once. */
  private static void awaitAllCopiesInSync() {
    try (Admin kafka = Admin.create(kafka())) {
      await().atMost(SOON).until(() -> areAllCopiesInSync(kafka));
    }
  }

  private static boolean areAllCopiesInSync(Admin kafka) throws Exception {
    Set<String> topics = kafka.listTopics().names().get();
    return kafka.describeTopics(topics).allTopicNames().get().values().stream()
        .map(TopicDescription::partitions)
        .flatMap(List::stream)
        .allMatch(partition -> partition.isr().size() == 2);
  }

  private static int activeController() throws Exception {
    try (Admin kafka = Admin.create(kafka())) {
      return kafka.describeMetadataQuorum().quorumInfo().get().leaderId();
    }
  }

  private static JsonNode awaitSettled(String id) {
    String url = Cluster.url("stats-api") + "/api/v1/ingestions/" + id;
    await().atMost(LIMIT).until(() -> Cluster.get(url).get("settled").asBoolean());
    return Cluster.get(url);
  }

  private Set<String> ridesOfFiles() throws IOException {
    Set<String> rides = new HashSet<>();
    for (int file = 1; file <= ingestions.size(); file++) {
      try (Stream<String> lines = Files.lines(folder.resolve(file + ".csv"))) {
        lines.skip(1).map(line -> line.substring(0, line.indexOf(','))).forEach(rides::add);
      }
    }
    return rides;
  }

  /** The keys that a reader of committed records sees; it fails on one that comes twice. */
  private static Set<String> ridesOnTopic() {
    Map<String, Object> config = kafka();
    Set<String> rides = new HashSet<>();
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
          assertThat(rides.add(row.key())).as("ride %s comes once", row.key()).isTrue();
        }
      }
    }
    return rides;
  }

  private static Set<String> storedRides() {
    try (MongoClient client = Cluster.store()) {
      return Stream.of(Cluster.database(client).getCollection("rows_" + DATASET))
          .flatMap(
              rows ->
                  rows.find().projection(new Document("_id", 1)).into(new ArrayList<>()).stream())
          .map(row -> row.getString("_id"))
          .collect(Collectors.toSet());
    }
  }

  private static Map<String, Object> kafka() {
    return Map.of(
        "bootstrap.servers",
        Cluster.url("kafka-1") + "," + Cluster.url("kafka-2"),
        "isolation.level",
        "read_committed");
  }
}
