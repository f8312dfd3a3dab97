package io.meanstream.schedule.queue;

import io.meanstream.schedule.batch.BatchProcess;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunOutcome;
import java.time.Duration;
import java.time.Instant;

/** A run with a live process, which exits by itself or is stopped. */
final class RunningRun {

  private final Run run;
  private final BatchProcess process;
  private final TaskTimer timer;
  private final Duration timeout;
  private final Duration grace;
  private final Runnable timeoutTask;

  private TerminationCause cause = TerminationCause.EXITED;
  private Runnable killer = () -> {};

  RunningRun(Run run, BatchProcess process, TaskTimer timer, Duration timeout, Duration grace) {
    this.run = run;
    this.process = process;
    this.timer = timer;
    this.timeout = timeout;
    this.grace = grace;
    Instant deadline = timer.now().plus(timeout);
    this.timeoutTask = timer.runAt(deadline, () -> stop(TerminationCause.TIMED_OUT));
  }

  Run run() {
    return run;
  }

  /** Stops the process: SIGTERM, then SIGKILL after the grace period. The first cause counts. */
  synchronized void stop(TerminationCause reason) {
    if (cause != TerminationCause.EXITED) {
      return;
    }
    cause = reason;
    process.terminate();
    killer = timer.runAt(timer.now().plus(grace), process::kill);
  }

  /** Blocks until the process exits and returns its exit code. */
  int awaitExit() {
    return process.exit().toCompletableFuture().join();
  }

  /** The run's outcome, given the exit code. */
  synchronized RunOutcome outcome(int exit) {
    timeoutTask.run();
    killer.run();
    return cause.outcome(exit, process.lastLines(), timeout);
  }

  /** Removes the files of the process; keeps the log unless the run succeeded. */
  void clear(RunOutcome outcome) {
    process.clear(outcome != RunOutcome.DONE);
  }
}
