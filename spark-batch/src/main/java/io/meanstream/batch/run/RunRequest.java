package io.meanstream.batch.run;

import io.meanstream.batch.average.Scope;
import io.meanstream.catalog.dataset.Dataset;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a run should do.
 *
 * @param from the first day to recompute in addition to the dirty ones
 * @param to the day after the last one; present exactly if {@code from} is
 * @param full whether to recompute everything
 * @param record the ID of the run's document in {@code runs}, if the caller has already written it
 */
public record RunRequest(
    Optional<LocalDate> from, Optional<LocalDate> to, boolean full, Optional<String> record) {

  /** A request without an existing document in {@code runs}. */
  public RunRequest(Optional<LocalDate> from, Optional<LocalDate> to, boolean full) {
    this(from, to, full, Optional.empty());
  }

  /** A request for the dirty days only. */
  public static RunRequest ofDirtyDays() {
    return new RunRequest(Optional.empty(), Optional.empty(), false);
  }

  /**
   * The days that a run has to recompute. This is everything if requested or if the stored averages
   * were computed with another definition.
   */
  Scope scopeOf(Run run, Dataset dataset) {
    if (full || !run.definition().equals(Optional.of(dataset.definitionHash()))) {
      return Scope.everything(dataset.zone());
    }
    return Scope.of(dataset.zone(), run.dirtyDays().days()).union(Scope.of(dataset.zone(), days()));
  }

  /** The days whose periods a verification compares: the requested ones, or all. */
  public Scope verified(ZoneId zone) {
    return from.isPresent() ? Scope.of(zone, days()) : Scope.everything(zone);
  }

  private List<LocalDate> days() {
    return from.map(first -> first.datesUntil(to.orElseThrow()).toList()).orElse(List.of());
  }
}
