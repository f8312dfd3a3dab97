package io.meanstream.cluster.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import io.meanstream.cluster.pipeline.DelegatingProcess;
import io.meanstream.cluster.pipeline.ManagedProcess;
import io.meanstream.cluster.pipeline.SleepingProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSupervisorTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private ProcessSupervisor keeper;

  @AfterEach
  void stop() {
    keeper.stop();
  }

  @Test
  void aProcessThatEndsIsStartedAgainAndCounted() {
    keep(new SleepingProcess(folder));
    awaitUp();
    long first = keeper.state().pid();

    kill(first);

    await().atMost(SOON).until(() -> keeper.state().restarts() == 1);
    awaitUp();
    assertThat(keeper.state().pid()).isNotEqualTo(first);
  }

  @Test
  void whatIsStoppedStaysDown() {
    keep(new SleepingProcess(folder));
    awaitUp();
    long pid = keeper.state().pid();

    keeper.stop();

    await().until(() -> keeper.state().state().equals(ProcessState.DOWN));
    assertThat(ProcessHandle.of(pid)).isNotPresent();
    assertThat(keeper.state().restarts()).isZero();
  }

  @Test
  void whatIsAskedToRestartRunsAsAnotherProcess() {
    keep(new SleepingProcess(folder));
    awaitUp();
    long first = keeper.state().pid();

    keeper.restart();

    await().atMost(SOON).until(() -> keeper.state().pid() != first);
    awaitUp();
    assertThat(ProcessHandle.of(first)).isNotPresent();
  }

  @Test
  void aPartThatCannotBeStartedIsLeftAfterTenTriesUntilItIsAskedFor() {
    AtomicInteger tries = new AtomicInteger();
    keep(
        new DelegatingProcess(new SleepingProcess(folder)) {
          @Override
          public Child launch() {
            if (tries.incrementAndGet() <= RestartPolicy.LIMIT) {
              throw new StartException("no luck");
            }
            return super.launch();
          }
        });

    await().atMost(SOON).until(() -> keeper.state().isLeft());
    assertThat(tries).hasValue(RestartPolicy.LIMIT);
    assertThat(keeper.state().restarts()).isEqualTo(RestartPolicy.LIMIT - 1);
    assertThat(keeper.firstUp()).isCompletedExceptionally();
    assertThat(keeper.state().whyLeft())
        .isEqualTo(
            "sleeper ended at once 10 times in a row and was left: './meanstream logs sleeper'"
                + " shows why, './meanstream restart sleeper' starts it again");

    keeper.restart();

    awaitUp();
  }

  private void keep(ManagedProcess part) {
    keeper = new ProcessSupervisor(part, new RestartPolicy(Duration.ZERO), () -> {});
    Thread thread = new Thread(keeper, "keeper");
    thread.setDaemon(true);
    thread.start();
  }

  private void awaitUp() {
    await().atMost(SOON).until(() -> keeper.state().isUp());
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }
}
