package io.meanstream.schedule.run;

import io.meanstream.protocol.RunState;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One run of the batch: queued, running or ended.
 *
 * @param attempt counted from 1
 * @param retryOf the failed run that this one retries
 * @param retriedAs the run that retries this one
 * @param due the run does not start before this instant
 * @param exitCode of its process, if there was one; 2 stands for an invalid definition or argument
 * @param error why it failed
 * @param log the last lines of its output, if it failed
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

  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
  private static final int ID_RANDOM_BYTES = 4;

  /**
   * A new run in the queue. Its id, such as {@code 20200501T151500000-9f86d081}, starts with the
   * time, so ids sort by it.
   */
  public static Run queued(RunRequest request, Instant now) {
    byte[] random = new byte[ID_RANDOM_BYTES];
    // not a constant: a native executable would contain its seed
    new SecureRandom().nextBytes(random);
    return queued(ID_TIME.format(now) + "-" + HexFormat.of().formatHex(random), request, now);
  }

  /** A new run with a given id. */
  public static Run queued(String id, RunRequest request, Instant now) {
    return queued(id, request, 1, Optional.empty(), now, now);
  }

  /**
   * The retry of this run. Its id follows from this one's, so inserting it twice changes nothing.
   */
  public Run retry(Instant now, Instant due) {
    String first = attempt == 1 ? id : id.substring(0, id.lastIndexOf('.'));
    int next = attempt + 1;
    return queued(first + "." + next, request.retry(), next, Optional.of(id), now, due);
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

  /** The name of the dataset. */
  public String dataset() {
    return request.dataset();
  }
}
