package io.meanstream.service.paging;

import io.meanstream.service.problem.ProblemException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many items a page holds at most. */
public final class Limit {

  /** Unless a request says otherwise. */
  public static final int DEFAULT = 1_000;

  /** A page of this many averages is a few megabytes of JSON. */
  public static final int MAX = 10_000;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private Limit() {}

  /** The form of one in the OpenAPI document, wherever a parameter takes one. */
  @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "" + MAX, defaultValue = "" + DEFAULT)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Form {}

  /**
   * The limit that a request asks for.
   *
   * @param value null means {@link #DEFAULT}
   * @throws ProblemException unless it is a whole number from 1 to {@link #MAX}
   */
  public static int parse(String value) {
    return parse(value, DEFAULT, MAX);
  }

  /**
   * The limit that a request asks for, in a list with bounds of its own.
   *
   * @param value null means the default
   * @throws ProblemException unless it is a whole number from 1 to the most
   */
  public static int parse(String value, int byDefault, int most) {
    if (value == null) {
      return byDefault;
    }
    int limit = DIGITS.matcher(value).matches() ? Integer.parseInt(value) : 0;
    if (limit < 1 || limit > most) {
      throw ProblemException.badParameter(
          "limit", value, "is not a whole number from 1 to %d".formatted(most));
    }
    return limit;
  }
}
