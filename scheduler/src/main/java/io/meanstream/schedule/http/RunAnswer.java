package io.meanstream.schedule.http;

import io.meanstream.schedule.run.BatchStats;
import io.meanstream.schedule.run.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as callers see it.
 *
 * @param trigger what it was started by: schedule, request, retry, made-up; or command, by hand
 * @param state queued, running, done, failed, cancelled; or lost, by hand and overtaken
 * @param attempt which try it is, from 1
 * @param due before which it does not start
 * @param run its number in the dataset
 * @param seconds by stage
 * @param applicationId Spark's own name of it
 * @param exitCode of its process; 2 after a mistake that only people can put right
 * @param log the last lines of what it said, unless it is done
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
