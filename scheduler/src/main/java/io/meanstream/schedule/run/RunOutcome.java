package io.meanstream.schedule.run;

import java.util.List;
import java.util.Optional;

/**
 * How a run has ended.
 *
 * @param exitCode of its process, if there was one; 128 + n after signal n
 * @param error why it failed or was cancelled
 * @param log the last lines of what it said, unless it is done
 */
public record RunOutcome(
    RunState state, Optional<Integer> exitCode, Optional<String> error, List<String> log) {

  /** What a process ends with after a mistake that only people can put right. */
  private static final int MISTAKE = 2;

  /** A good one. */
  public static final RunOutcome DONE =
      new RunOutcome(RunState.DONE, Optional.of(0), Optional.empty(), List.of());

  /** A good one without a process: no day was dirty when its turn came. */
  public static final RunOutcome NOTHING_TO_COMPUTE =
      new RunOutcome(RunState.DONE, Optional.empty(), Optional.empty(), List.of());

  /** One without a process that anybody saw the end of. */
  public static RunOutcome withoutProcess(RunState state, String error) {
    return new RunOutcome(state, Optional.empty(), Optional.of(error), List.of());
  }

  /** One of a process that did not do what it was to do. */
  public static RunOutcome of(RunState state, int exitCode, String error, List<String> log) {
    return new RunOutcome(state, Optional.of(exitCode), Optional.of(error), log);
  }

  /** Whether another try could end better. */
  public boolean mayRetry() {
    return state == RunState.FAILED && !exitCode.equals(Optional.of(MISTAKE));
  }
}
