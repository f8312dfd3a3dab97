package io.meanstream.schedule.queue;

import java.time.Instant;

/** The time, and tasks for later. Tasks run one after the other, on a thread that may wait. */
public interface TaskTimer {

  /** What time it is, in whole milliseconds, as the store keeps it. */
  Instant now();

  /**
   * Has a task run at an instant, or at once if that is over.
   *
   * @return drops the task if it has not run by then
   */
  Runnable runAt(Instant instant, Runnable task);
}
