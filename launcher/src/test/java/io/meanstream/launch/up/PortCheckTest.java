package io.meanstream.launch.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.cluster.KafkaNode;
import io.meanstream.cluster.KafkaQuorum;
import io.meanstream.cluster.Ports;
import io.meanstream.cluster.StoreSource;
import io.meanstream.cluster.pipeline.Addresses;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.launch.Mistake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortCheckTest {

  private ServerSocket taken;

  @BeforeEach
  void take() throws IOException {
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void release() throws IOException {
    taken.close();
  }

  @Test
  void namesTheProcessThatUsesAPort() {
    assertThatThrownBy(() -> PortCheck.refuse(plan(Set.of())))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "stats-api needs port %d, but process %d (java) is using it:"
                + " stop it, or use other ports with --ports auto",
            taken.getLocalPort(), ProcessHandle.current().pid());
  }

  @Test
  void thePortOfAnExcludedServiceMayBeInUse() {
    assertThatCode(() -> PortCheck.refuse(plan(Set.of(Service.STATS_API))))
        .doesNotThrowAnyException();
  }

  private LaunchPlan plan(Set<Service> without) {
    Map<Service, Integer> services =
        Map.of(
            Service.INGESTOR, Ports.free(),
            Service.PERSISTER, Ports.free(),
            Service.STATS_API, taken.getLocalPort(),
            Service.SCHEDULER, Ports.free());
    KafkaQuorum kafka = KafkaQuorum.of(KafkaNode.broker(1, Ports.free(), Ports.free()));
    return new LaunchPlan(
        new Addresses(kafka, List.of(Ports.free()), Ports.free(), Ports.free(), services),
        new StoreSource.InMemory(),
        "meanstream",
        Path.of("folder"),
        Path.of("datasets"),
        Path.of("token"),
        without,
        true,
        JvmTuning.LONG_RUN);
  }
}
