package io.meanstream.schedule.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One process of the batch: waiting, there, or of the past.
 *
 * @param attempt which try this is, from 1
 * @param retryOf the run that this one tries again
 * @param retriedAs the run that tries this one again
 * @param due before which it does not start
 * @param exitCode of its process, if there was one; 2 after a mistake of people
 * @param error why it failed
 * @param log the last lines of what it said, if it failed
 */
public record Run(
    String id,
    RunRequest request,
    int attempt,
    Optional<String> retryOf,
    Optional<String> retriedAs,
    Instant requestedAt,
    Instant due,
    RunState state,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Integer> exitCode,
    Optional<String> error,
    List<String> log,
    BatchStats stats) {

  /** A run that waits for its turn. */
  public static Run queued(String id, RunRequest request, Instant now) {
    return queued(id, request, 1, Optional.empty(), now, now);
  }

  /**
   * The next try of this one. Its id follows from this one's, so that a scheduler which does not
   * know whether it wrote it down may do so again.
   */
  public Run again(Instant now, Instant due) {
    String first = attempt == 1 ? id : id.substring(0, id.lastIndexOf('.'));
    int next = attempt + 1;
    return queued(first + "." + next, request.again(), next, Optional.of(id), now, due);
  }

  private static Run queued(
      String id,
      RunRequest request,
      int attempt,
      Optional<String> retryOf,
      Instant now,
      Instant due) {
    return new Run(
        id,
        request,
        attempt,
        retryOf,
        Optional.empty(),
        now,
        due,
        RunState.QUEUED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        BatchStats.NONE);
  }

  /** The dataset's name. */
  public String dataset() {
    return request.dataset();
  }
}
