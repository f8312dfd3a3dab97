package io.meanstream.schedule.cron;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.catalog.dataset.Schedule;
import java.time.Instant;
import java.util.Optional;

/**
 * When a dataset's averages are updated.
 *
 * @param cron the expression from the definition; empty if the schedule is off
 */
record DatasetSchedule(Dataset dataset, Optional<String> cron) {

  /**
   * The schedule of a dataset.
   *
   * @param defaultSchedule applies if the definition has no schedule
   */
  static DatasetSchedule of(Dataset dataset, Schedule defaultSchedule) {
    return new DatasetSchedule(dataset, dataset.schedule().orElse(defaultSchedule).cron());
  }

  String name() {
    return dataset.name();
  }

  String zone() {
    return dataset.zone().getId();
  }

  /** The first fire time after an instant. */
  Optional<Instant> next(Instant after) {
    return cron.flatMap(text -> new FireTimes(text, dataset.zone()).after(after));
  }

  /** Whether both have the same dataset and fire at the same times. */
  boolean isLike(DatasetSchedule other) {
    return name().equals(other.name()) && cron.equals(other.cron) && zone().equals(other.zone());
  }
}
