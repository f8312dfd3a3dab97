package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedBinaryTest {

  private final WatchedBinary binary = new WatchedBinary(List.of("sleep", "300"));

  @Test
  void stoppingFirstPreventsTheStart() {
    binary.stop();

    assertThatThrownBy(binary::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stoppingLaterEndsTheProgramAndWaits() throws Exception {
    Process process = binary.start();

    binary.stop();

    assertThat(process.isAlive()).isFalse();
  }
}
