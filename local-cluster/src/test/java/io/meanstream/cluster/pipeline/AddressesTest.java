package io.meanstream.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.KafkaNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressesTest {

  @Test
  void concurrentStartsChooseDifferentPorts() {
    Addresses first = Addresses.free(Topology.FULL);

    Addresses second = Addresses.free(Topology.FULL);

    assertThat(Stream.concat(all(first), all(second))).doesNotHaveDuplicates();
  }

  @Test
  void theUsualPortsAreTheDocumentedOnes() {
    Addresses usual = Addresses.usual(Topology.FULL);

    assertThat(usual.stores()).containsExactly(27017, 27018, 27019);
    assertThat(usual.sparkMaster()).isEqualTo(7077);
    assertThat(usual.sparkPage()).isEqualTo(8180);
    assertThat(usual.services())
        .containsEntry(Service.INGESTOR, 8082)
        .containsEntry(Service.PERSISTER, 8083)
        .containsEntry(Service.STATS_API, 8080);
  }

  @Test
  void clientsGetBothBrokers() {
    assertThat(Addresses.usual(Topology.FULL).bootstrapServers())
        .isEqualTo("127.0.0.1:9092,127.0.0.1:9094");
    assertThat(Addresses.usual(Topology.SINGLE).bootstrapServers()).isEqualTo("127.0.0.1:9092");
  }

  private static Stream<Integer> all(Addresses addresses) {
    List<Integer> ports = new ArrayList<>(addresses.services().values());
    for (KafkaNode node : addresses.kafka().nodes()) {
      ports.add(node.controllerPort());
      if (node.isBroker()) {
        ports.add(node.port());
      }
    }
    ports.addAll(addresses.stores());
    ports.addAll(List.of(addresses.sparkMaster(), addresses.sparkPage()));
    return ports.stream();
  }
}
