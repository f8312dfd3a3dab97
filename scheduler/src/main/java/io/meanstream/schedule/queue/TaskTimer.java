package io.meanstream.schedule.queue;

import java.time.Instant;

/** Tells the time and runs tasks later, one after the other, on a thread that may block. */
public interface TaskTimer {

  /** The current time in whole milliseconds, the precision of the store. */
  Instant now();

  /**
   * Runs a task at an instant, or immediately if that has passed.
   *
   * @return cancels the task unless it has already started
   */
  Runnable runAt(Instant instant, Runnable task);
}
