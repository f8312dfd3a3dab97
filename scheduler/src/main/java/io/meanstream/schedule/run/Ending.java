package io.meanstream.schedule.run;

import java.util.List;
import java.util.Optional;

/**
 * How a run has ended.
 *
 * @param error why it failed or was cancelled
 * @param log the last lines of what it said, unless it is done
 * @param mayRetry whether another try could end better
 */
public record Ending(RunState state, Optional<String> error, List<String> log, boolean mayRetry) {

  /** A good one. */
  public static final Ending DONE = new Ending(RunState.DONE, Optional.empty(), List.of(), false);

  /** One by somebody's wish. */
  public static Ending cancelled(List<String> log) {
    return new Ending(RunState.CANCELLED, Optional.of("cancelled"), log, false);
  }

  /** One that another try may put right. */
  public static Ending failed(String error, List<String> log) {
    return new Ending(RunState.FAILED, Optional.of(error), log, true);
  }

  /** One that only the user can put right. */
  public static Ending mistaken(String error, List<String> log) {
    return new Ending(RunState.FAILED, Optional.of(error), log, false);
  }
}
