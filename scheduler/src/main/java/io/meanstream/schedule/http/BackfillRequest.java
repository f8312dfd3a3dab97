package io.meanstream.schedule.http;

import io.meanstream.schedule.run.RunRequest;
import io.meanstream.schedule.run.Trigger;
import io.meanstream.service.problem.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a caller wants to be computed, beside the touched days.
 *
 * @param from the first day of a range
 * @param to the day after its last
 * @param full everything; {@code false} if it is not given
 */
public record BackfillRequest(
    String dataset, Optional<String> from, Optional<String> to, Optional<Boolean> full) {

  /** Ten times what datasets of people's lives have; a slip of the pen is more likely. */
  private static final int MOST_DAYS = 366 * 1000;

  /**
   * The run that it asks for.
   *
   * @throws ProblemException if the range is none
   */
  RunRequest toRun() {
    Optional<LocalDate> first = from.map(text -> date("from", text));
    Optional<LocalDate> end = to.map(text -> date("to", text));
    boolean everything = full.orElse(false);
    if (first.isPresent() != end.isPresent()) {
      throw new ProblemException(422, "from and to go together");
    }
    if (first.isPresent() && everything) {
      throw new ProblemException(422, "full recomputes every day: leave out from and to");
    }
    first.ifPresent(day -> check(day, end.orElseThrow()));
    return new RunRequest(dataset, Trigger.REQUEST, first, end, everything);
  }

  private static void check(LocalDate from, LocalDate to) {
    if (!from.isBefore(to)) {
      throw new ProblemException(
          422, "from: %s is not before to, %s, the day after the last".formatted(from, to));
    }
    if (from.plusDays(MOST_DAYS).isBefore(to)) {
      throw new ProblemException(422, "from, to: are more than a thousand years apart");
    }
  }

  private static LocalDate date(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          422, "%s: \"%s\" is no date such as 2020-04-01".formatted(name, clipped(text)));
    }
  }

  private static String clipped(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
