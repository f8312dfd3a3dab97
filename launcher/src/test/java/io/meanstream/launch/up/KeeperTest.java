package io.meanstream.launch.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.launch.run.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {

  @TempDir Path folder;
  private Keeper keeper;

  @BeforeEach
  void keep() {
    keeper = new Keeper(new Sleeper(folder), () -> {});
    Thread thread = new Thread(keeper, "keeper");
    thread.setDaemon(true);
    thread.start();
    awaitUp();
  }

  @AfterEach
  void stop() {
    keeper.stop();
  }

  @Test
  void aProcessThatEndsIsStartedAgainAndCounted() {
    long first = keeper.state().pid();

    kill(first);

    await().atMost(Duration.ofSeconds(30)).until(() -> keeper.state().restarts() == 1);
    awaitUp();
    assertThat(keeper.state().pid()).isNotEqualTo(first);
  }

  @Test
  void whatIsStoppedStaysDown() {
    long pid = keeper.state().pid();

    keeper.stop();

    await().until(() -> keeper.state().state().equals(PartState.DOWN));
    assertThat(ProcessHandle.of(pid)).isNotPresent();
    assertThat(keeper.state().restarts()).isZero();
  }

  private void awaitUp() {
    await().atMost(Duration.ofSeconds(30)).until(() -> keeper.state().isUp());
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }
}
