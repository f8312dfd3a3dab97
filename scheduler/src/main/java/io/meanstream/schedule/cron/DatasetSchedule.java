package io.meanstream.schedule.cron;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Schedule;
import java.time.Instant;
import java.util.Optional;

/**
 * A dataset, and when its averages are brought up to date.
 *
 * @param cron as definitions have it; nothing if it is off
 */
record DatasetSchedule(Dataset dataset, Optional<String> cron) {

  /**
   * A dataset's schedule.
   *
   * @param defaultSchedule holds where the definition says nothing
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

  /** Whether it comes on at the same times as another. */
  boolean isLike(DatasetSchedule other) {
    return name().equals(other.name()) && cron.equals(other.cron) && zone().equals(other.zone());
  }
}
