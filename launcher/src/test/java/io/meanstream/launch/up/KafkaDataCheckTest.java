package io.meanstream.launch.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.cluster.StoreSource;
import io.meanstream.cluster.pipeline.Addresses;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.pipeline.Topology;
import io.meanstream.launch.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaDataCheckTest {

  @TempDir Path folder;

  @Test
  void aNewFolderFitsEveryTopology() {
    assertThatCode(() -> KafkaDataCheck.refuseOther(plan(Topology.FULL)))
        .doesNotThrowAnyException();
    assertThatCode(() -> KafkaDataCheck.refuseOther(plan(Topology.SINGLE)))
        .doesNotThrowAnyException();
  }

  @Test
  void twoBrokersRefuseTheDataOfOne() throws IOException {
    keep("1@127.0.0.1:9093");

    assertThatThrownBy(() -> KafkaDataCheck.refuseOther(plan(Topology.FULL)))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "the data in %s was written by one broker: run './meanstream up' with --single,"
                + " or remove it with './meanstream reset --yes'",
            folder);
    assertThatCode(() -> KafkaDataCheck.refuseOther(plan(Topology.SINGLE)))
        .doesNotThrowAnyException();
  }

  @Test
  void oneBrokerRefusesTheDataOfTwo() throws IOException {
    keep("1@127.0.0.1:9093,2@127.0.0.1:9095,3@127.0.0.1:9097");

    assertThatThrownBy(() -> KafkaDataCheck.refuseOther(plan(Topology.SINGLE)))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("was written by two brokers: run './meanstream up' without --single");
    assertThatCode(() -> KafkaDataCheck.refuseOther(plan(Topology.FULL)))
        .doesNotThrowAnyException();
  }

  private void keep(String voters) throws IOException {
    Path kafka = folder.resolve("kafka");
    Files.createDirectories(kafka.resolve("kafka-1"));
    Files.writeString(
        kafka.resolve("kafka-1.properties"), "controller.quorum.voters=" + voters + "\n");
  }

  private LaunchPlan plan(Topology topology) {
    return new LaunchPlan(
        Addresses.usual(topology),
        new StoreSource.InMemory(),
        "meanstream",
        folder,
        Path.of("datasets"),
        Path.of("token"),
        Set.of(),
        false,
        JvmTuning.LONG_RUN);
  }
}
