package io.meanstream.schedule.run;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a run computes: the dirty days of a dataset and any days asked for.
 *
 * @param from the first day to recompute in addition
 * @param to the day after the last one; present if {@code from} is
 * @param full whether to recompute all days
 */
public record RunRequest(
    String dataset,
    Trigger trigger,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    boolean full) {

  /** A request for the dirty days only. */
  public static RunRequest ofDirtyDays(String dataset, Trigger trigger) {
    return new RunRequest(dataset, trigger, Optional.empty(), Optional.empty(), false);
  }

  /** Whether a schedule submitted it, so it can be dropped if no day is dirty. */
  public boolean isScheduled() {
    return trigger == Trigger.SCHEDULE || trigger == Trigger.CATCH_UP;
  }

  /** The same request as a retry. */
  RunRequest retry() {
    return new RunRequest(dataset, Trigger.RETRY, from, to, full);
  }
}
