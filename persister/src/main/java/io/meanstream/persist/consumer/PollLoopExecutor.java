package io.meanstream.persist.consumer;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What other threads want done on the consumer's thread, in the order in which they asked. */
final class PollLoopExecutor implements Executor {

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Runnable wakeup;

  /**
   * @param wakeup interrupts the consumer's waiting for records
   */
  PollLoopExecutor(Runnable wakeup) {
    this.wakeup = wakeup;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    wakeup.run();
  }

  /** Does what was asked for; called by the consumer's thread alone. */
  void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Waits for a task and does it; called by the consumer's thread alone. */
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
