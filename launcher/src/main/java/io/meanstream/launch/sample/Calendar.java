package io.meanstream.launch.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** The rhythm of starts: seasons, weather, weekdays and weekends, hours of the day. */
final class Calendar {

  static final ZoneId ZONE = ZoneId.of("America/Chicago");

  private static final double[] MONTHS = {3, 3, 5, 7, 10, 13, 14, 14, 12, 9, 6, 4};
  private static final Weights COMMUTE =
      Weights.of(
          1, 1, 1, 1, 2, 8, 22, 40, 44, 24, 18, 21, 25, 25, 25, 32, 52, 70, 48, 30, 19, 14, 9, 5);
  private static final Weights ERRANDS =
      Weights.of(
          4, 3, 2, 1, 1, 2, 5, 9, 12, 14, 20, 27, 32, 34, 36, 40, 46, 52, 46, 36, 26, 20, 15, 9);
  private static final Weights WEEKEND =
      Weights.of(
          9, 7, 5, 3, 2, 2, 4, 7, 14, 24, 36, 46, 53, 56, 57, 55, 51, 46, 39, 31, 24, 19, 15, 11);

  private final Random random;
  private final LocalDate from;
  private final Weights days;

  Calendar(LocalDate from, LocalDate to, Random random) {
    this.random = random;
    this.from = from;
    double[] weights = new double[Math.toIntExact(ChronoUnit.DAYS.between(from, to))];
    for (int day = 0; day < weights.length; day++) {
      weights[day] = weightOf(from.plusDays(day));
    }
    this.days = Weights.of(weights);
  }

  Start next() {
    LocalDate day = from.plusDays(days.draw(random));
    boolean weekend = isWeekend(day);
    boolean member = random.nextDouble() < memberShare(day, weekend);
    Weights hours = weekend ? WEEKEND : member ? COMMUTE : ERRANDS;
    LocalDateTime local =
        day.atStartOfDay().plusSeconds(hours.draw(random) * 3600L + random.nextInt(3600));
    // a time in the spring gap moves forward by the gap's length, as no clock ever shows it
    return new Start(local.atZone(ZONE).toEpochSecond(), member);
  }

  private double weightOf(LocalDate day) {
    double weather = 0.55 + 0.45 * random.nextDouble();
    return MONTHS[day.getMonthValue() - 1] * weather * (isWeekend(day) ? 1.15 : 1);
  }

  private static double memberShare(LocalDate day, boolean weekend) {
    double summer = MONTHS[day.getMonthValue() - 1] / 14;
    return 0.88 - 0.25 * summer - (weekend ? 0.15 : 0);
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek().getValue() >= 6;
  }
}
