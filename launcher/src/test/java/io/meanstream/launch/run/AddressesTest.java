package io.meanstream.launch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.KafkaNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {

  @Test
  void twoThatStartAtOnceChooseDifferentPorts() {
    Addresses first = Addresses.free(Shape.FULL);

    Addresses second = Addresses.free(Shape.FULL);

    List<Integer> ports = new ArrayList<>(first.byName().values());
    ports.addAll(second.byName().values());
    ports.addAll(controllers(first));
    ports.addAll(controllers(second));
    assertThat(ports).doesNotHaveDuplicates();
  }

  @Test
  void theUsualPortsAreTheDocumentedOnes() {
    assertThat(Addresses.usual(Shape.FULL).byName())
        .containsEntry("kafka-1", 9092)
        .containsEntry("kafka-2", 9094)
        .containsEntry("store", 27017)
        .containsEntry("ingestor", 8082)
        .containsEntry("persister", 8083)
        .containsEntry("stats-api", 8080);
  }

  @Test
  void clientsAreToldOfBothBrokers() {
    assertThat(Addresses.usual(Shape.FULL).bootstrapServers())
        .isEqualTo("127.0.0.1:9092,127.0.0.1:9094");
    assertThat(Addresses.usual(Shape.SINGLE).bootstrapServers()).isEqualTo("127.0.0.1:9092");
  }

  private static List<Integer> controllers(Addresses addresses) {
    return addresses.kafka().nodes().stream().map(KafkaNode::controllerPort).toList();
  }
}
