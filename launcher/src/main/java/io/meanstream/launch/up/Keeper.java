package io.meanstream.launch.up;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import io.meanstream.launch.run.Part;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one part running: starts it again when it has ended, after a pause that doubles as long as
 * it does not stay up. Runs in a thread of its own.
 */
final class Keeper implements Runnable {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Part part;
  private final Runnable changed;
  private final CompletableFuture<Void> firstUp = new CompletableFuture<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile PartState state;
  private volatile Child child;

  /**
   * @param changed is called after each change of the state
   */
  Keeper(Part part, Runnable changed) {
    this.part = part;
    this.changed = changed;
    this.state = new PartState(part.name(), 0, part.url(), PartState.STARTING, 0, part.log());
  }

  PartState state() {
    return state;
  }

  /** Completes when the part is up for the first time, or with why it is not. */
  CompletableFuture<Void> firstUp() {
    return firstUp;
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    while (!stopped(Duration.ZERO)) {
      long start = System.nanoTime();
      runOnce();
      boolean stayed = System.nanoTime() - start > LONGEST_PAUSE.multipliedBy(2).toNanos();
      pause = stayed ? FIRST_PAUSE : pause;
      if (firstUp.isCompletedExceptionally() || stopped(pause)) {
        return;
      }
      pause = longer(pause);
      become(PartState.STARTING, state.pid(), state.restarts() + 1);
    }
  }

  /** Ends the part in an orderly way; returns when it is gone. */
  void stop() {
    stop.countDown();
    Child last = child;
    if (last != null) {
      last.close();
    }
  }

  private void runOnce() {
    try {
      child = part.launch();
      become(PartState.STARTING, child.pid(), state.restarts());
      part.awaitReady(child);
      become(PartState.UP, child.pid(), state.restarts());
      firstUp.complete(null);
      int exit = child.onExit().join();
      System.err.printf("%s ended with code %d%n", part.name(), exit);
    } catch (StartException e) {
      firstUp.completeExceptionally(e);
      System.err.println(e.getMessage());
    }
    if (child != null) {
      child.kill();
    }
    become(PartState.DOWN, state.pid(), state.restarts());
  }

  private void become(String now, long pid, int restarts) {
    state = new PartState(part.name(), pid, part.url(), now, restarts, part.log());
    changed.run();
  }

  private boolean stopped(Duration within) {
    try {
      return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
