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
  private final TaskTimer alarm;
  private final Duration timeout;
  private final Duration grace;
  private final Runnable timer;

  private TerminationCause verdict = TerminationCause.BY_ITSELF;
  private Runnable killer = () -> {};

  RunningRun(Run run, BatchProcess process, TaskTimer alarm, Duration timeout, Duration grace) {
    this.run = run;
    this.process = process;
    this.alarm = alarm;
    this.timeout = timeout;
    this.grace = grace;
    Instant deadline = alarm.now().plus(timeout);
    this.timer = alarm.at(deadline, () -> end(TerminationCause.TIMED_OUT));
  }

  Run run() {
    return run;
  }

  /** Ends the process, with SIGKILL if SIGTERM does not do it; the first reason counts. */
  synchronized void end(TerminationCause reason) {
    if (verdict != TerminationCause.BY_ITSELF) {
      return;
    }
    verdict = reason;
    process.terminate();
    killer = alarm.at(alarm.now().plus(grace), process::kill);
  }

  /** Waits for the end of the process; its exit code. */
  int awaitExit() {
    return process.exit().toCompletableFuture().join();
  }

  /** What the end of the process means. */
  synchronized RunOutcome ending(int exit) {
    timer.run();
    killer.run();
    return verdict.ending(exit, process.lastLines(), timeout);
  }

  /** Clears away what the process has left behind. */
  void clear(RunOutcome ending) {
    process.clear(ending != RunOutcome.DONE);
  }
}
