package io.meanstream.catalog.dataset;

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

  @Override
  public String toString() {
    return cron.orElse(OFF);
  }
}
