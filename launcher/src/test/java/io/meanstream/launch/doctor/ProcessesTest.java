package io.meanstream.launch.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.StoreSource;
import io.meanstream.cluster.pipeline.Addresses;
import io.meanstream.cluster.pipeline.JvmTuning;
import io.meanstream.cluster.pipeline.LaunchPlan;
import io.meanstream.cluster.pipeline.Topology;
import io.meanstream.launch.doctor.Finding.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessesTest {

  private final Addresses addresses = Addresses.free(Topology.SINGLE);

  @Test
  void aTakenPortNamesItsHolder() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(addresses.store(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(before(new StoreSource.InMemory()))
          .contains(
              new Finding(
                  "ports",
                  Severity.ERROR,
                  "store needs port %d, but process %d (java) is using it"
                      .formatted(taken.getLocalPort(), ProcessHandle.current().pid()),
                  "stop it, or use './meanstream up --ports auto'"));
    }
  }

  @Test
  void anInMemoryServerIsAWarning() {
    assertThat(before(new StoreSource.InMemory()))
        .filteredOn(finding -> finding.check().equals("store"))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void aNamedStoreThatDoesNotAnswerIsAnError() {
    String address = "127.0.0.1:" + addresses.sparkPage();

    assertThat(before(new StoreSource.Given("mongodb://user:secret@" + address + "/rides?w=1")))
        .contains(
            new Finding(
                "store",
                Severity.ERROR,
                "does not answer at " + address,
                "start that MongoDB, or correct MEANSTREAM_MONGODB_URI"));
  }

  @Test
  void aNamedStoreMayHaveAnAddressOfIpv6() {
    assertThat(before(new StoreSource.Given("mongodb://[100::1]/rides")))
        .filteredOn(finding -> finding.check().equals("store"))
        .extracting(Finding::found)
        .containsExactly("does not answer at [100::1]");
  }

  @Test
  void aNamedStoreWithOnlyOneMemberUpIsAWarning() throws IOException {
    try (ServerSocket member = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String uri =
          "mongodb://127.0.0.1:%d,127.0.0.1:%d/"
              .formatted(member.getLocalPort(), addresses.sparkPage());

      assertThat(before(new StoreSource.Given(uri)))
          .filteredOn(finding -> finding.check().equals("store"))
          .extracting(Finding::severity)
          .containsExactly(Severity.WARNING);
    }
  }

  private List<Finding> before(StoreSource source) {
    return Processes.beforeStart(
        new LaunchPlan(
            addresses,
            source,
            "meanstream",
            Path.of("folder"),
            Path.of("datasets"),
            Path.of("token"),
            Set.of(),
            true,
            JvmTuning.LONG_RUN));
  }
}
