package io.meanstream.batch.run;

import io.meanstream.batch.average.Scope;
import io.meanstream.catalog.Dataset;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a run.
 *
 * @param from the first of the days to recompute besides the touched ones
 * @param to the day after the last of them; there if {@code from} is
 * @param full whether to recompute everything
 * @param record the document of {@code runs} that stands for the run already
 */
public record RunRequest(
    Optional<LocalDate> from, Optional<LocalDate> to, boolean full, Optional<String> record) {

  /** Of a run that writes down its own. */
  public RunRequest(Optional<LocalDate> from, Optional<LocalDate> to, boolean full) {
    this(from, to, full, Optional.empty());
  }

  /** Of the touched days alone. */
  public static RunRequest ofTouchedDays() {
    return new RunRequest(Optional.empty(), Optional.empty(), false);
  }

  /**
   * The days that a run has to recompute: everything, where it is asked to or where the stored
   * averages were computed by another definition.
   */
  Scope scopeOf(Run run, Dataset dataset) {
    if (full || !run.definition().equals(Optional.of(dataset.definitionHash()))) {
      return Scope.everything(dataset.zone());
    }
    return Scope.of(dataset.zone(), run.dirtyDays().days()).union(Scope.of(dataset.zone(), days()));
  }

  /** The days whose periods a verification judges: those that are asked for, or else all. */
  public Scope verified(ZoneId zone) {
    return from.isPresent() ? Scope.of(zone, days()) : Scope.everything(zone);
  }

  private List<LocalDate> days() {
    return from.map(first -> first.datesUntil(to.orElseThrow()).toList()).orElse(List.of());
  }
}
