package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedBinaryTest {

  private final WatchedBinary binary = new WatchedBinary("TERM", List.of("sleep", "300"));

  @Test
  void stoppingFirstPreventsTheStart() {
    binary.stop();

    assertThatThrownBy(binary::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aProgramIsStoppedWithItsSignal() throws Exception {
    WatchedBinary interrupted =
        new WatchedBinary(
            "USR1", List.of("sh", "-c", "trap 'exit 7' USR1; echo ready; sleep 300 & wait"));
    Process process = interrupted.start();
    // the shell has set its trap once it has a child
    await().atMost(Duration.ofMinutes(1)).until(() -> process.children().findAny().isPresent());
    ProcessHandle sleep = process.children().findAny().orElseThrow();

    interrupted.stop();

    assertThat(process.exitValue()).isEqualTo(7);
    sleep.destroy();
  }

  @Test
  void stoppingLaterEndsTheProgramAndWaits() throws Exception {
    Process process = binary.start();

    binary.stop();

    assertThat(process.isAlive()).isFalse();
  }
}
