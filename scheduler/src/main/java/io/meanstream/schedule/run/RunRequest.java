package io.meanstream.schedule.run;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What is asked of a run: the touched days of a dataset, and more.
 *
 * @param from the first of the days to recompute besides
 * @param to the day after the last of them; there if {@code from} is
 * @param full whether to recompute everything
 */
public record RunRequest(
    String dataset,
    Trigger trigger,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    boolean full) {

  /** Of the touched days alone. */
  public static RunRequest ofTouchedDays(String dataset, Trigger trigger) {
    return new RunRequest(dataset, trigger, Optional.empty(), Optional.empty(), false);
  }

  /** Whether a schedule asks for it, so that nobody misses it where no day is dirty. */
  public boolean isScheduled() {
    return trigger == Trigger.SCHEDULE || trigger == Trigger.MADE_UP;
  }

  /** The same once more. */
  RunRequest again() {
    return new RunRequest(dataset, Trigger.RETRY, from, to, full);
  }
}
