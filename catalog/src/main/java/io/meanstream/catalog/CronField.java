package io.meanstream.catalog;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a cron expression: what values it may have.
 *
 * @param last its greatest value
 * @param names the names of its values from {@code first} on, where they have any
 */
record CronField(String name, int first, int last, List<String> names) {

  private static final List<CronField> ALL =
      List.of(
          new CronField("second", 0, 59, List.of()),
          new CronField("minute", 0, 59, List.of()),
          new CronField("hour", 0, 23, List.of()),
          new CronField("day of month", 1, 31, List.of()),
          new CronField(
              "month",
              1,
              12,
              List.of(
                  "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                  "DEC")),
          new CronField(
              "day of week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")));

  private static final int DAY_OF_MONTH = 3;
  private static final int DAY_OF_WEEK = 5;
  private static final String ANY_DAY = "?";
  private static final Pattern PART =
      Pattern.compile("(?:(\\*)|(\\w{1,9})(?:-(\\w{1,9}))?)(?:/(\\d{1,9}))?");

  /**
   * Checks a whole expression.
   *
   * @throws IllegalArgumentException if it is wrong
   */
  static void checkAll(String expression) {
    String[] texts = expression.split(" +", -1);
    if (texts.length != ALL.size()) {
      throw new IllegalArgumentException(
          "\"%s\" is no schedule; it has to be off or six fields: second minute hour day-of-month"
                  .formatted(expression)
              + " month day-of-week, such as \"0 15 * * * ?\" for a quarter past every hour");
    }
    boolean anyDayOfMonth = texts[DAY_OF_MONTH].equals(ANY_DAY);
    boolean anyDayOfWeek = texts[DAY_OF_WEEK].equals(ANY_DAY);
    if (anyDayOfMonth == anyDayOfWeek) {
      throw new IllegalArgumentException(
          "\"%s\": one of day of month and day of week has to be ?, and only one"
              .formatted(expression));
    }
    for (int place = 0; place < texts.length; place++) {
      if (!texts[place].equals(ANY_DAY) || place != DAY_OF_MONTH && place != DAY_OF_WEEK) {
        ALL.get(place).check(expression, texts[place]);
      }
    }
  }

  private void check(String expression, String text) {
    for (String part : text.split(",", -1)) {
      Matcher form = PART.matcher(part);
      if (!form.matches()) {
        throw wrong(expression, "\"%s\" is neither *, a value, a range nor a step".formatted(part));
      }
      if (form.group(1) == null) {
        int from = value(expression, form.group(2));
        int to = form.group(3) == null ? from : value(expression, form.group(3));
        if (to < from) {
          throw wrong(expression, "%s ends before it begins".formatted(part));
        }
      }
      if (form.group(4) != null && !isStep(Integer.parseInt(form.group(4)))) {
        throw wrong(expression, "a step is from 1 to %d".formatted(last));
      }
    }
  }

  private boolean isStep(int step) {
    return step >= 1 && step <= last;
  }

  private int value(String expression, String text) {
    int value =
        text.matches("\\d+") ? Integer.parseInt(text) : first + namedOr(text, last + 1 - first);
    if (value < first || value > last) {
      throw wrong(expression, "%s is not from %d to %d".formatted(text, first, last));
    }
    return value;
  }

  private int namedOr(String text, int otherwise) {
    return names.contains(text) ? names.indexOf(text) : otherwise;
  }

  private IllegalArgumentException wrong(String expression, String what) {
    return new IllegalArgumentException("\"%s\": %s: %s".formatted(expression, name, what));
  }
}
