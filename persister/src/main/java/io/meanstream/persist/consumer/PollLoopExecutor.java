package io.meanstream.persist.consumer;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs the tasks of other threads on the consumer thread, in order of submission. */
final class PollLoopExecutor implements Executor {

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Runnable wakeup;

  /**
   * @param wakeup interrupts the consumer's poll
   */
  PollLoopExecutor(Runnable wakeup) {
    this.wakeup = wakeup;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    wakeup.run();
  }

  /** Runs all submitted tasks. Only the consumer thread calls it. */
  void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Waits for a task and runs it. Only the consumer thread calls it. */
  void runNext(Duration longest) {
    try {
      Runnable task = tasks.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (task != null) {
        task.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
