package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaQuorumTest {
  private static final Path DATA = Path.of("/data");

  @TempDir Path folder;

  @Test
  void aSingleBrokerKeepsOneCopy() {
    KafkaNode node = KafkaNode.broker(1, 9092, 9093);

    Map<String, String> properties = KafkaQuorum.of(node).propertiesOf(node, DATA);

    assertThat(properties)
        .containsEntry("process.roles", "broker,controller")
        .containsEntry("listeners", "CLIENT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093")
        .containsEntry("controller.quorum.voters", "1@127.0.0.1:9093")
        .containsEntry("offsets.topic.replication.factor", "1")
        .containsEntry("transaction.state.log.replication.factor", "1")
        .containsEntry("transaction.state.log.min.isr", "1");
  }

  @Test
  void twoBrokersKeepTwoCopiesAndOneCanContinue() {
    KafkaNode first = KafkaNode.broker(1, 9092, 9093);
    KafkaQuorum quorum =
        KafkaQuorum.of(first, KafkaNode.broker(2, 9094, 9095), KafkaNode.controller(3, 9097));

    assertThat(quorum.bootstrapServers()).isEqualTo("127.0.0.1:9092,127.0.0.1:9094");
    assertThat(quorum.propertiesOf(first, DATA))
        .containsEntry(
            "controller.quorum.voters", "1@127.0.0.1:9093,2@127.0.0.1:9095,3@127.0.0.1:9097")
        .containsEntry("default.replication.factor", "2")
        .containsEntry("offsets.topic.replication.factor", "2")
        .containsEntry("share.coordinator.state.topic.replication.factor", "2")
        .containsEntry("transaction.state.log.replication.factor", "2")
        .containsEntry("transaction.state.log.min.isr", "1")
        .containsEntry("min.insync.replicas", "1")
        .containsEntry("unclean.leader.election.enable", "false");
  }

  @Test
  void aControllerServesNoClients() {
    KafkaNode vote = KafkaNode.controller(3, 9097);
    KafkaQuorum quorum =
        KafkaQuorum.of(KafkaNode.broker(1, 9092, 9093), KafkaNode.broker(2, 9094, 9095), vote);

    assertThat(quorum.propertiesOf(vote, DATA))
        .containsEntry("process.roles", "controller")
        .containsEntry("listeners", "CONTROLLER://127.0.0.1:9097")
        .doesNotContainKey("advertised.listeners")
        .as("it may be the active controller, by whose settings topics are made")
        .containsEntry("default.replication.factor", "2")
        .containsEntry("min.insync.replicas", "1");
  }

  @Test
  void anEmptyFolderHasNoSize() {
    assertThat(KafkaQuorum.sizeOf(folder)).isEmpty();
  }

  @Test
  void readsTheNumberOfNodesFromAFolder() throws Exception {
    Files.createDirectory(folder.resolve("kafka-1"));
    Path configuration = folder.resolve("kafka-1.properties");

    Files.writeString(configuration, "controller.quorum.voters=1@127.0.0.1\\:9093\n");
    assertThat(KafkaQuorum.sizeOf(folder)).hasValue(1);

    Files.writeString(
        configuration,
        "controller.quorum.voters=1@127.0.0.1:9093,2@127.0.0.1:9095,3@127.0.0.1:9097\n");
    assertThat(KafkaQuorum.sizeOf(folder)).hasValue(3);
  }
}
