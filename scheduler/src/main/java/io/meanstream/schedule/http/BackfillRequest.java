package io.meanstream.schedule.http;

import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.run.Trigger;
import io.meanstream.service.problem.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A request for a run. Every run computes the dirty days; this names further days.
 *
 * @param from the first day to recompute
 * @param to the day after the last one
 * @param full whether to recompute all days; {@code false} by default
 */
public record BackfillRequest(
    String dataset, Optional<String> from, Optional<String> to, Optional<Boolean> full) {

  /** A thousand years: a longer range is most likely a typo. */
  private static final int MOST_DAYS = 366 * 1000;

  private static final int MOST_YEAR = 9999;

  /**
   * The requested run.
   *
   * @throws ProblemException if the range is invalid
   */
  RunRequest toRun() {
    Optional<LocalDate> first = from.map(text -> date("from", text));
    Optional<LocalDate> end = to.map(text -> date("to", text));
    boolean allDays = full.orElse(false);
    if (first.isPresent() != end.isPresent()) {
      throw new ProblemException(422, "from and to must be given together");
    }
    if (first.isPresent() && allDays) {
      throw new ProblemException(422, "full computes all days: omit from and to");
    }
    first.ifPresent(day -> check(day, end.orElseThrow()));
    return new RunRequest(dataset, Trigger.REQUEST, first, end, allDays);
  }

  private static void check(LocalDate from, LocalDate to) {
    if (!from.isBefore(to)) {
      throw new ProblemException(
          422, "from: %s must be before to: %s, the day after the last one".formatted(from, to));
    }
    if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
      throw new ProblemException(422, "from and to are more than 1000 years apart");
    }
    if (from.getYear() < -MOST_YEAR || to.getYear() > MOST_YEAR) {
      throw new ProblemException(
          422, "from and to must be in the years -%1$d to %1$d".formatted(MOST_YEAR));
    }
  }

  private static LocalDate date(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          422, "%s: \"%s\" is not a date such as 2020-04-01".formatted(name, clipped(text)));
    }
  }

  private static String clipped(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
