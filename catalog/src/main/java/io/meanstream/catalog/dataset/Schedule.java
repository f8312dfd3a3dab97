package io.meanstream.catalog.dataset;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When the averages of a dataset are updated automatically.
 *
 * @param cron fire times in the dataset's zone, in the notation of {@link #parse}; empty: never
 */
public record Schedule(Optional<String> cron) {

  /** The notation of a schedule that never fires. */
  public static final String OFF = "off";

  /**
   * Parses {@value #OFF}, or Quartz' six fields second, minute, hour, day of month, month and day
   * of week, where one of the days is {@code ?}, and optionally a year.
   *
   * @throws IllegalArgumentException if the text is invalid; the message is one line
   */
  public static Schedule parse(String text) {
    if (text.equals(OFF)) {
      return new Schedule(Optional.empty());
    }
    String cron = text.strip().replaceAll("\\s+", " ");
    QuartzCron.check(cron);
    return new Schedule(Optional.of(cron));
  }

  /** The first fire time after an instant; empty if there is none. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return cron.flatMap(expression -> QuartzCron.next(expression, after.atZone(zone)))
        .map(ZonedDateTime::toInstant);
  }

  @Override
  public String toString() {
    return cron.orElse(OFF);
  }
}
