package io.meanstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  /** Out of 12,000 ports: two processes unaware of each other would share about 80. */
  private static final int MANY = 1_000;

  @Test
  void aPortInUseIsNotFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
      assertThat(Ports.freeOr(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void aFreePreferredPortIsChosenOnce() {
    // neither chosen by other tests nor used for outgoing connections
    int port =
        IntStream.range(32_000, 32_768)
            .filter(it -> Ports.freeOr(it) == it)
            .findFirst()
            .orElseThrow();

    assertThat(Ports.isFree(port)).isTrue();
    assertThat(Ports.freeOr(port)).isNotEqualTo(port);
  }

  @Test
  void concurrentProcessesGetDifferentPorts() throws Exception {
    // Given
    List<Process> others = List.of(chooser(), chooser());
    try {
      // When
      List<Integer> chosen = new ArrayList<>();
      for (Process other : others) {
        chosen.addAll(portsOf(other));
      }

      // Then
      assertThat(chosen).hasSize(others.size() * MANY).doesNotHaveDuplicates();
      Set<Integer> taken = new HashSet<>(chosen);
      for (int port = 0; port < MANY; port++) {
        assertThat(taken).doesNotContain(Ports.free());
      }
    } finally {
      others.forEach(Process::destroy);
    }
  }

  private static Process chooser() throws IOException {
    return new ProcessBuilder(
            ChildCommand.JAVA,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Chooser.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<Integer> portsOf(Process chooser) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(chooser.getInputStream(), StandardCharsets.US_ASCII));
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < MANY) {
      ports.add(Integer.parseInt(lines.readLine()));
    }
    return ports;
  }

  /** Chooses ports and keeps them until its standard input ends. */
  static final class Chooser {
    public static void main(String[] args) throws IOException {
      for (int port = 0; port < MANY; port++) {
        System.out.println(Ports.free());
      }
      while (System.in.read() >= 0) {
        // nobody writes
      }
    }
  }
}
