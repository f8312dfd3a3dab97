package io.meanstream.schedule.cron;

import io.meanstream.protocol.DirtyDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** When each dirty day of a dataset began to wait for its averages. Not thread-safe. */
final class WaitingDays {

  private final Map<LocalDate, Instant> since = new HashMap<>();

  /**
   * Updates the dirty days.
   *
   * @param averaged receives the waiting time of each day that is no longer dirty
   */
  void update(DirtyDays dirty, Instant now, Consumer<Duration> averaged) {
    since
        .entrySet()
        .removeIf(
            day -> {
              boolean isClean = !dirty.days().contains(day.getKey());
              if (isClean) {
                averaged.accept(Duration.between(day.getValue(), now));
              }
              return isClean;
            });
    dirty.days().forEach(day -> since.putIfAbsent(day, now));
  }

  /** How long the oldest dirty day has waited; zero if there is none. */
  Duration longest(Instant now) {
    return since.values().stream()
        .min(Comparator.naturalOrder())
        .map(first -> Duration.between(first, now))
        .orElse(Duration.ZERO);
  }
}
