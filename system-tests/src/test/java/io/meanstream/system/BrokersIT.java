package io.meanstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kafka nodes may fail and restart one at a time without losing or duplicating a row. */
@ExtendWith(Cluster.class)
class BrokersIT {

  /** Enough rides that the file is still being read when the fault strikes. */
  private static final int RIDES_OF_A_FILE = 100_000;

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final List<String> ingestions = new ArrayList<>();
  private final Set<String> rides = new HashSet<>();

  private String dataset;

  @Test
  void losingABrokerAndAControllerLosesNoRow() throws Exception {
    dataset = "rides-brokers-lost";

    whileAFileIsRead(() -> Cluster.kill(node("kafka-1")));
    awaitAllCopiesInSync();
    ProcessHandle controller = node("kafka-" + activeController());
    whileAFileIsRead(() -> Cluster.kill(controller));

    assertEachRideOnce();
  }

  @Test
  @Tag("thorough")
  void restartingBrokersLosesNoRow() throws Exception {
    dataset = "rides-brokers-restarted";

    whileAFileIsRead(() -> restart("kafka-1"));
    whileAFileIsRead(() -> restart("kafka-2"));

    assertEachRideOnce();
  }

  private void assertEachRideOnce() {
    for (String ingestion : ingestions) {
      JsonNode settled = awaitSettled(ingestion);
      assertThat(settled.get("state").asText()).isEqualTo("done");
      assertThat(settled.get("read").asInt()).isEqualTo(RIDES_OF_A_FILE);
      assertThat(settled.get("stored").asInt()).isEqualTo(RIDES_OF_A_FILE);
    }
    assertThat(rides).hasSize(ingestions.size() * RIDES_OF_A_FILE);
    assertThat(ridesOnTopic().equals(rides)).as("every ride is on the topic").isTrue();
    assertThat(storedRides().equals(rides)).as("every ride is in the store").isTrue();
  }

  /** A fault injected into Kafka during writes. */
  private interface Fault {
    void happen() throws Exception;
  }

  private void whileAFileIsRead(Fault fault) throws Exception {
    int number = ingestions.size() + 1;
    Sample sample =
        Sample.write(
            Cluster.meanstream(), folder.resolve(number + ".csv"), RIDES_OF_A_FILE, number);
    awaitAllCopiesInSync();
    rides.addAll(sample.rideIds());
    String id = Cluster.meanstream().submit(sample.file(), dataset);
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

  private static void awaitReading(String id) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              Optional<JsonNode> begun =
                  Cluster.reading(id).filter(it -> it.get("read").asInt() > 0);
              begun.ifPresent(
                  it ->
                      assertThat(it.get("state").asText())
                          .as("the file is too small for a machine this fast")
                          .isEqualTo("reading"));
              return begun.isPresent();
            });
  }

  /** Losing the other copy as well would be a second simultaneous fault. */
  private static void awaitAllCopiesInSync() {
    try (Admin kafka = admin()) {
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

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", Cluster.bootstrapServers()));
  }

  private static int activeController() throws Exception {
    try (Admin kafka = admin()) {
      return kafka.describeMetadataQuorum().quorumInfo().get().leaderId();
    }
  }

  private static JsonNode awaitSettled(String id) {
    String url = Cluster.url("stats-api") + "/api/v1/ingestions/" + id;
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(Cluster.get(url).get("settled").asBoolean()).isTrue());
    return Cluster.get(url);
  }

  /** The keys that a reader of committed records sees; fails on a duplicate. */
  private Set<String> ridesOnTopic() {
    Set<String> found = new HashSet<>();
    CommittedRecords.forEach(
        dataset,
        row -> assertThat(found.add(row.key())).as("ride %s occurs once", row.key()).isTrue());
    return found;
  }

  private Set<String> storedRides() {
    try (MongoClient client = Cluster.store()) {
      return Stream.of(Cluster.database(client).getCollection("rows_" + dataset))
          .flatMap(
              rows ->
                  rows.find().projection(new Document("_id", 1)).into(new ArrayList<>()).stream())
          .map(row -> row.getString("_id"))
          .collect(Collectors.toSet());
    }
  }
}
