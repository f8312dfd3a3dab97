package io.meanstream.launch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {

  @Test
  void twoThatStartAtOnceChooseDifferentPorts() {
    Addresses first = Addresses.free();

    Addresses second = Addresses.free();

    List<Integer> ports = new ArrayList<>(first.byName().values());
    ports.addAll(second.byName().values());
    ports.add(first.controller());
    ports.add(second.controller());
    assertThat(ports).doesNotHaveDuplicates();
  }

  @Test
  void theUsualPortsAreTheDocumentedOnes() {
    assertThat(Addresses.usual().byName())
        .containsEntry("kafka-1", 9092)
        .containsEntry("store", 27017)
        .containsEntry("ingestor", 8082)
        .containsEntry("persister", 8083)
        .containsEntry("stats-api", 8080);
  }
}
