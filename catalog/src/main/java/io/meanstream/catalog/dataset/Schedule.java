package io.meanstream.catalog.dataset;

import java.util.Optional;

/**
 * When the averages of a dataset are brought up to date without being asked.
 *
 * @param cron fire times in the dataset's zone, as {@link #parse} takes them; none: never
 */
public record Schedule(Optional<String> cron) {

  /** What a schedule that never fires is written as. */
  public static final String OFF = "off";

  /**
   * The schedule of a text: {@value #OFF}, or Quartz' six fields second, minute, hour, day of
   * month, month and day of week, of which one of the days is {@code ?}, and a year if need be.
   *
   * @throws IllegalArgumentException if it is no such text; the message says in one line what is
   *     wrong with it
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
