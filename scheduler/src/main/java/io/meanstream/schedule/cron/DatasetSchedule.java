package io.meanstream.schedule.cron;

import io.meanstream.catalog.Dataset;
import io.meanstream.catalog.Schedule;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Instant;
import java.util.Optional;

/** A dataset, and when its averages are brought up to date. */
final class DatasetSchedule {

  private final Dataset dataset;
  private final Optional<String> cron;
  private final Optional<FireTimes> times;

  /**
   * A dataset's schedule.
   *
   * @param otherwise holds where the definition says nothing
   * @throws ConfigurationException if it never comes on
   */
  DatasetSchedule(Dataset dataset, Schedule otherwise) {
    this.dataset = dataset;
    this.cron = dataset.schedule().orElse(otherwise).cron();
    this.times = cron.map(text -> new FireTimes(text, dataset.zone()));
    if (times.isPresent() && next(Instant.now()).isEmpty()) {
      throw new ConfigurationException(
          "meanstream.datasets: %s: schedule: \"%s\" never comes on"
              .formatted(dataset.name(), cron.orElseThrow()));
    }
  }

  Dataset dataset() {
    return dataset;
  }

  /** As definitions have it; nothing if it is off. */
  Optional<String> cron() {
    return cron;
  }

  /** The first fire time after an instant. */
  Optional<Instant> next(Instant after) {
    return times.flatMap(of -> of.after(after));
  }
}
