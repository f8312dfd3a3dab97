package io.meanstream.schedule.http;

import io.meanstream.schedule.run.BatchStats;
import io.meanstream.schedule.run.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as the API shows it.
 *
 * @param trigger schedule, request, retry, catch-up; or command for a batch started by hand
 * @param state queued, running, done, failed, cancelled; or lost if it was started by hand and
 *     another run superseded it
 * @param attempt counted from 1
 * @param due the run does not start before this instant
 * @param run the number of the run within its dataset
 * @param seconds the duration of each stage
 * @param applicationId the id that Spark gave the application
 * @param exitCode of its process; 2 stands for an invalid definition or argument
 * @param log the last lines of its output, unless it succeeded
 */
public record RunAnswer(
    String id,
    String dataset,
    String trigger,
    String state,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    boolean full,
    int attempt,
    Optional<String> retryOf,
    Optional<String> retriedAs,
    Instant requestedAt,
    Instant due,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Long> run,
    Optional<Long> days,
    Optional<Long> rowsRead,
    Optional<Long> averagesWritten,
    Map<String, Double> seconds,
    Optional<String> applicationId,
    Optional<Integer> exitCode,
    Optional<String> error,
    List<String> log) {

  static RunAnswer of(Run run) {
    BatchStats stats = run.stats();
    return new RunAnswer(
        run.id(),
        run.dataset(),
        run.request().trigger().id(),
        run.state().id(),
        run.request().from(),
        run.request().to(),
        run.request().full(),
        run.attempt(),
        run.retryOf(),
        run.retriedAs(),
        run.requestedAt(),
        run.due(),
        run.startedAt(),
        run.endedAt(),
        stats.run(),
        stats.days(),
        stats.rowsRead(),
        stats.averagesWritten(),
        stats.seconds(),
        stats.applicationId(),
        run.exitCode(),
        run.error(),
        run.log());
  }
}
