package io.meanstream.schedule.run;

import io.meanstream.protocol.RunState;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param exitCode of its process, if there was one; 128 + n after signal n
 * @param error why it failed or was cancelled
 * @param log the last lines of its output, unless it succeeded
 */
public record RunOutcome(
    RunState state, Optional<Integer> exitCode, Optional<String> error, List<String> log) {

  /** The exit code for an invalid definition or argument, which a retry cannot fix. */
  private static final int USAGE_ERROR = 2;

  /** The outcome of a successful run. */
  public static final RunOutcome DONE =
      new RunOutcome(RunState.DONE, Optional.of(0), Optional.empty(), List.of());

  /** The outcome of a run that had nothing to compute, so no process started. */
  public static final RunOutcome NOTHING_TO_COMPUTE =
      new RunOutcome(RunState.DONE, Optional.empty(), Optional.empty(), List.of());

  /** The outcome of a run whose process never started or was not observed to exit. */
  public static RunOutcome withoutProcess(RunState state, String error) {
    return new RunOutcome(state, Optional.empty(), Optional.of(error), List.of());
  }

  /** The outcome of a process that failed or was stopped. */
  public static RunOutcome of(RunState state, int exitCode, String error, List<String> log) {
    return new RunOutcome(state, Optional.of(exitCode), Optional.of(error), log);
  }

  /** Whether a retry could succeed. */
  public boolean mayRetry() {
    return state == RunState.FAILED && !exitCode.equals(Optional.of(USAGE_ERROR));
  }
}
