package io.meanstream.cluster.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import io.meanstream.cluster.pipeline.DelegatingProcess;
import io.meanstream.cluster.pipeline.ManagedProcess;
import io.meanstream.cluster.pipeline.SleepingProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSupervisorTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;
  private ProcessSupervisor supervisor;

  @AfterEach
  void stop() {
    supervisor.stop();
  }

  @Test
  void restartsAndCountsAProcessThatEnded() {
    keep(new SleepingProcess(folder));
    awaitUp();
    long first = supervisor.state().pid();

    kill(first);

    await().atMost(SOON).until(() -> supervisor.state().restarts() == 1);
    awaitUp();
    assertThat(supervisor.state().pid()).isNotEqualTo(first);
  }

  @Test
  void aStoppedProcessStaysDown() {
    keep(new SleepingProcess(folder));
    awaitUp();
    long pid = supervisor.state().pid();

    supervisor.stop();

    await().atMost(SOON).until(() -> supervisor.state().state().equals(ProcessState.DOWN));
    assertThat(ProcessHandle.of(pid)).isNotPresent();
    assertThat(supervisor.state().restarts()).isZero();
  }

  @Test
  void restartReplacesTheProcess() {
    keep(new SleepingProcess(folder));
    awaitUp();
    long first = supervisor.state().pid();

    supervisor.restart();

    await().atMost(SOON).until(() -> supervisor.state().pid() != first);
    awaitUp();
    assertThat(ProcessHandle.of(first)).isNotPresent();
  }

  @Test
  void aProcessThatFailsTenTimesStaysDownUntilRestarted() {
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

    await().atMost(SOON).until(() -> supervisor.state().isCrashed());
    assertThat(tries).hasValue(RestartPolicy.LIMIT);
    assertThat(supervisor.state().restarts()).isEqualTo(RestartPolicy.LIMIT - 1);
    assertThat(supervisor.firstUp()).isCompletedExceptionally();
    assertThat(supervisor.state().crashMessage())
        .isEqualTo(
            "sleeper crashed 10 times in a row and is no longer restarted: './meanstream logs"
                + " sleeper' shows why, './meanstream restart sleeper' starts it again");

    supervisor.restart();

    awaitUp();
  }

  @Test
  void aLaunchThatFailsForAnyReasonIsRepeated() {
    AtomicInteger tries = new AtomicInteger();
    keep(
        new DelegatingProcess(new SleepingProcess(folder)) {
          @Override
          public Child launch() {
            if (tries.incrementAndGet() == 1) {
              throw new UncheckedIOException("cannot write a file", new IOException("disk full"));
            }
            return super.launch();
          }
        });

    awaitUp();

    assertThat(supervisor.state().restarts()).isEqualTo(1);
    assertThat(supervisor.firstUp())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(StartException.class)
        .withMessageEndingWith(
            "cannot run sleeper: cannot write a file: java.io.IOException: disk full");
  }

  @Test
  void aStateThatCannotBeSavedDoesNotPreventARestart() {
    keep(
        new SleepingProcess(folder),
        () -> {
          throw new UncheckedIOException("cannot write up.json", new IOException("disk full"));
        });
    awaitUp();

    kill(supervisor.state().pid());

    await().atMost(SOON).until(() -> supervisor.state().restarts() == 1);
    awaitUp();
  }

  @Test
  void restartReplacesAProcessWhoseLogWasRemoved() throws IOException {
    ManagedProcess process = new SleepingProcess(folder);
    keep(process);
    awaitUp();
    long first = supervisor.state().pid();
    Files.delete(process.log());

    supervisor.restart();

    await().atMost(SOON).until(() -> supervisor.state().pid() != first);
    awaitUp();
    assertThat(process.log()).isNotEmptyFile();
  }

  private void keep(ManagedProcess process) {
    keep(process, () -> {});
  }

  private void keep(ManagedProcess process, Runnable changed) {
    supervisor = new ProcessSupervisor(process, new RestartPolicy(Duration.ZERO), changed);
    Thread thread = new Thread(supervisor, "supervisor");
    thread.setDaemon(true);
    thread.start();
  }

  private void awaitUp() {
    await().atMost(SOON).until(() -> supervisor.state().isUp());
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }
}
