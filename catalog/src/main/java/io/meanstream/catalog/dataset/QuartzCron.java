package io.meanstream.catalog.dataset;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks cron expressions in Quartz' notation with the library that Quarkus' scheduler uses. Unlike
 * the library, it says which field is wrong and what the field may contain.
 */
final class QuartzCron {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

  private static final String DAY_OF_MONTH = "day of month";
  private static final String DAY_OF_WEEK = "day of week";

  /**
   * A field of an expression.
   *
   * @param values what the field may contain, in words
   * @param others a valid expression with a placeholder for the field
   */
  private record Part(String name, String values, String others) {

    Optional<String> mistakeIn(String text) {
      try {
        PARSER.parse(others.formatted(text));
        return Optional.empty();
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        // the latter for something incomplete, such as SUN# or 3-/
        return Optional.of(
            "%s: \"%s\" must be *, values from %s, ranges a-b or steps a/n, or a list of these"
                .formatted(name, text, values));
      }
    }
  }

  private static final List<Part> PARTS =
      List.of(
          new Part("second", "0 to 59", "%s * * * * ?"),
          new Part("minute", "0 to 59", "* %s * * * ?"),
          new Part("hour", "0 to 23", "* * %s * * ?"),
          new Part(DAY_OF_MONTH, "1 to 31, L, LW, 15W", "* * * %s * ?"),
          new Part("month", "1 to 12 or JAN to DEC", "* * * * %s ?"),
          new Part(DAY_OF_WEEK, "1 to 7 or SUN to SAT, 6L, 6#1", "* * * ? * %s"),
          new Part("year", "1970 to 2099", "* * * * * ? %s"));

  private QuartzCron() {}

  /**
   * Checks an expression with single spaces between its fields.
   *
   * @throws IllegalArgumentException if it is wrong
   */
  static void check(String expression) {
    String[] texts = expression.split(" ");
    if (texts.length != PARTS.size() && texts.length != PARTS.size() - 1) {
      throw new IllegalArgumentException(
          "\"%s\" is not a schedule; use off or six fields: second minute hour day-of-month"
                  .formatted(expression)
              + " month day-of-week, such as \"0 15 * * * ?\" for a quarter past every hour");
    }
    for (int place = 0; place < texts.length; place++) {
      Part part = PARTS.get(place);
      boolean isAnyDay = texts[place].equals("?") && isDay(part);
      Optional<String> mistake = isAnyDay ? Optional.empty() : part.mistakeIn(texts[place]);
      if (mistake.isPresent()) {
        throw wrong(expression, mistake.get());
      }
    }
    refuseReversedRanges(expression, parsed(expression));
  }

  /** The first fire time of a correct expression after a time. */
  static Optional<ZonedDateTime> next(String expression, ZonedDateTime after) {
    return ExecutionTime.forCron(PARSER.parse(expression)).nextExecution(after);
  }

  private static boolean isDay(Part part) {
    return part.name().equals(DAY_OF_MONTH) || part.name().equals(DAY_OF_WEEK);
  }

  private static Cron parsed(String expression) {
    try {
      return PARSER.parse(expression).validate();
    } catch (IllegalArgumentException e) {
      throw wrong(expression, "one of day of month and day of week must be ?, and only one");
    }
  }

  /**
   * The library accepts them, but then ignores some of their values, except for days of the week.
   */
  private static void refuseReversedRanges(String expression, Cron cron) {
    for (CronField field : cron.retrieveFieldsAsMap().values()) {
      if (field.getField() != CronFieldName.DAY_OF_WEEK && isReversed(field.getExpression())) {
        String name = field.getField().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        throw wrong(
            expression,
            "%s: %s ends before it begins".formatted(name, field.getExpression().asString()));
      }
    }
  }

  private static boolean isReversed(FieldExpression expression) {
    if (expression instanceof And list) {
      return list.getExpressions().stream().anyMatch(QuartzCron::isReversed);
    }
    if (expression instanceof Every every) {
      return isReversed(every.getExpression());
    }
    return expression instanceof Between range
        && range.getFrom().getValue() instanceof Integer from
        && range.getTo().getValue() instanceof Integer to
        && to < from;
  }

  private static IllegalArgumentException wrong(String expression, String what) {
    return new IllegalArgumentException("\"%s\": %s".formatted(expression, what));
  }
}
