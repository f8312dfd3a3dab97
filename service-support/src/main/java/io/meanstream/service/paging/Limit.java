package io.meanstream.service.paging;

import io.meanstream.service.problem.ProblemException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Parses the parameter {@code limit}, the maximum number of items per page. */
public final class Limit {

  /** The limit of requests without the parameter. */
  public static final int DEFAULT = 1_000;

  /** The highest limit; a page of this many averages is a few megabytes of JSON. */
  public static final int MAX = 10_000;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private Limit() {}

  /** The OpenAPI schema of a limit parameter. */
  @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "" + MAX, defaultValue = "" + DEFAULT)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Form {}

  /**
   * Parses a limit.
   *
   * @param value null means {@link #DEFAULT}
   * @throws ProblemException if it is not a whole number from 1 to {@link #MAX}
   */
  public static int parse(String value) {
    return parse(value, DEFAULT, MAX);
  }

  /**
   * Parses a limit of a list with its own default and maximum.
   *
   * @param value null means the default
   * @throws ProblemException if it is not a whole number from 1 to the maximum
   */
  public static int parse(String value, int byDefault, int max) {
    if (value == null) {
      return byDefault;
    }
    int limit = DIGITS.matcher(value).matches() ? Integer.parseInt(value) : 0;
    if (limit < 1 || limit > max) {
      throw ProblemException.badParameter(
          "limit", value, "is not a whole number from 1 to %d".formatted(max));
    }
    return limit;
  }
}
