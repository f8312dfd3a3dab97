package io.meanstream.cluster.supervisor;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import io.meanstream.cluster.pipeline.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one process running: restarts it when it ends, until it has crashed too often. Runs in its
 * own thread.
 */
final class ProcessSupervisor implements Runnable {

  private final ManagedProcess process;
  private final RestartPolicy restarts;
  private final Runnable changed;
  private final CompletableFuture<Void> firstUp = new CompletableFuture<>();
  private final Semaphore asked = new Semaphore(0);
  private volatile boolean stopped;
  private volatile ProcessState state;
  private volatile Child child;

  /**
   * Creates a supervisor; {@link #run} starts the process.
   *
   * @param changed called after each change of the state; what it throws is only reported
   */
  ProcessSupervisor(ManagedProcess process, RestartPolicy restarts, Runnable changed) {
    this.process = process;
    this.restarts = restarts;
    this.changed = changed;
    this.state =
        new ProcessState(process.name(), 0, process.url(), ProcessState.STARTING, 0, process.log());
  }

  ProcessState state() {
    return state;
  }

  /**
   * Completes when the process is up for the first time, or fails with the reason why it is not.
   */
  CompletableFuture<Void> firstUp() {
    return firstUp;
  }

  @Override
  public void run() {
    try {
      while (true) {
        runOnce();
        if (stopped) {
          return;
        }
        become(ProcessState.STARTING, state.pid(), state.restarts() + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the process cleanly, and returns when it is gone. */
  void stop() {
    stopped = true;
    restart();
  }

  /**
   * Stops the process cleanly if it is running, and starts it again at once, even after a crash.
   */
  void restart() {
    asked.release();
    Child last = child;
    if (last != null) {
      last.close();
    }
  }

  /** Returns when it is time for the next start. */
  private void runOnce() throws InterruptedException {
    long start = System.nanoTime();
    boolean wasUp = false;
    String end;
    try {
      child = process.launch();
      if (stopped) {
        // stop() may not have seen this child
        child.kill();
      }
      become(ProcessState.STARTING, child.pid(), state.restarts());
      process.awaitReady(child);
      become(ProcessState.UP, child.pid(), state.restarts());
      firstUp.complete(null);
      wasUp = true;
      child.onExit().join();
      end = child.exitMessage();
    } catch (RuntimeException e) {
      // whatever it was, such as a full disk, the next start may succeed
      StartException failure = failure(e);
      firstUp.completeExceptionally(failure);
      end = failure.getMessage();
    }
    if (child != null) {
      child.kill();
    }
    become(ProcessState.DOWN, state.pid(), state.restarts());
    tell(end);
    rest(restarts.after(Duration.ofNanos(System.nanoTime() - start), wasUp));
  }

  private void rest(Optional<Duration> pause) throws InterruptedException {
    if (pause.isEmpty() && asked.availablePermits() == 0) {
      become(ProcessState.CRASHED, state.pid(), state.restarts());
      tell(state.crashMessage());
    }
    long millis = pause.map(Duration::toMillis).orElse(Long.MAX_VALUE);
    if (asked.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      asked.drainPermits();
      restarts.reset();
    }
  }

  private StartException failure(RuntimeException e) {
    return e instanceof StartException known
        ? known
        : new StartException("cannot run %s: %s".formatted(process.name(), reason(e)), e);
  }

  private static String reason(RuntimeException e) {
    return e.getCause() == null ? e.toString() : e.getMessage() + ": " + e.getCause();
  }

  private static void tell(String what) {
    System.err.printf("%s %s%n", Instant.now(), what);
  }

  private void become(String now, long pid, int times) {
    state = new ProcessState(process.name(), pid, process.url(), now, times, process.log());
    try {
      changed.run();
    } catch (RuntimeException e) {
      tell("%s is %s: %s".formatted(process.name(), now, reason(e)));
    }
  }
}
