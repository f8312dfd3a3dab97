package io.meanstream.cluster.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.cluster.pipeline.Addresses;
import io.meanstream.cluster.pipeline.Endpoints;
import io.meanstream.cluster.pipeline.Home;
import io.meanstream.cluster.pipeline.Service;
import io.meanstream.cluster.pipeline.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpFolderTest {

  @TempDir Path state;
  private UpFolder folder;

  @BeforeEach
  void folder() {
    folder = new UpFolder(new Home(Path.of(".."), state));
  }

  @Test
  void readsBackWhatWasWritten() {
    UpState written = state(ProcessId.current());

    folder.write(written);

    assertThat(folder.lastState()).contains(written);
  }

  @Test
  void onlyItsOwnerMayReadTheAddressOfTheStore() throws IOException {
    folder.write(state(ProcessId.current()));
    folder.write(state(ProcessId.current()));

    assertThat(Files.getPosixFilePermissions(state.resolve("up.json")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void aStateWithALivingSupervisorIsCurrent() {
    folder.write(state(ProcessId.current()));

    assertThat(folder.current()).isPresent();
  }

  @Test
  void aReusedProcessIdIsNotTheSupervisor() {
    ProcessId former = new ProcessId(ProcessId.current().pid(), Optional.of("0 ticks after boot"));

    folder.write(state(former));

    assertThat(folder.current()).isEmpty();
  }

  @Test
  void nothingIsUpAfterForget() {
    folder.write(state(ProcessId.current()));

    folder.forget();

    assertThat(folder.lastState()).isEmpty();
  }

  @Test
  void aRestartRequestIsTakenOnce() {
    folder.askRestart("kafka-2");
    folder.askRestart("kafka-2");

    assertThat(folder.takeAsked()).containsExactly("kafka-2");
    assertThat(folder.takeAsked()).isEmpty();
  }

  @Test
  void readsTheNamesThatEarlierVersionsWrote() throws IOException {
    UpState written = state(ProcessId.current());
    folder.write(written);
    Path file = state.resolve("up.json");
    String now = Files.readString(file);

    Files.writeString(
        file,
        now.replaceFirst("\"state\" : \"up\"", "\"state\" : \"left\"")
            .replaceFirst("\"endpoints\"", "\"wiring\""));

    UpState read = folder.lastState().orElseThrow();
    assertThat(read.process("kafka-1").orElseThrow().state()).isEqualTo("crashed");
    assertThat(read.endpoints()).isEqualTo(written.endpoints());
  }

  private static UpState state(ProcessId supervisor) {
    Addresses usual = Addresses.usual(Topology.FULL);
    return new UpState(
        supervisor,
        "in memory",
        Optional.of(
            new Endpoints(
                "127.0.0.1:1", "mongodb://127.0.0.1:2", "db", Path.of("d"), Path.of("t"))),
        true,
        Map.of(
            Service.INGESTOR, usual.uri(Service.INGESTOR),
            Service.PERSISTER, usual.uri(Service.PERSISTER),
            Service.STATS_API, usual.uri(Service.STATS_API),
            Service.SCHEDULER, usual.uri(Service.SCHEDULER)),
        List.of(
            new ProcessState(
                "kafka-1", 7, "127.0.0.1:1", ProcessState.UP, 2, Path.of("kafka.log"))),
        Optional.empty());
  }
}
