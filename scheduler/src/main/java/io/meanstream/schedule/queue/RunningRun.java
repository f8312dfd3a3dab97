package io.meanstream.schedule.queue;

import io.meanstream.schedule.batch.BatchProcess;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunOutcome;
import java.time.Duration;
import java.time.Instant;

/** A run whose process is there: ended by itself, or on time-out or command by force. */
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
    this.timeoutTask = timer.runAt(deadline, () -> end(TerminationCause.TIMED_OUT));
  }

  Run run() {
    return run;
  }

  /** Ends the process, with SIGKILL if SIGTERM does not do it; the first reason counts. */
  synchronized void end(TerminationCause reason) {
    if (cause != TerminationCause.EXITED) {
      return;
    }
    cause = reason;
    process.terminate();
    killer = timer.runAt(timer.now().plus(grace), process::kill);
  }

  /** Waits for the end of the process; its exit code. */
  int awaitExit() {
    return process.exit().toCompletableFuture().join();
  }

  /** What the end of the process means. */
  synchronized RunOutcome outcome(int exit) {
    timeoutTask.run();
    killer.run();
    return cause.outcome(exit, process.lastLines(), timeout);
  }

  /** Clears away what the process has left behind. */
  void clear(RunOutcome outcome) {
    process.clear(outcome != RunOutcome.DONE);
  }
}
