package io.meanstream.service.problem;

import io.meanstream.service.problem.Problem.BadParameter;
import java.util.List;
import java.util.stream.Collectors;

/** An invalid request; the response is the {@link Problem} in this exception. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_VALUE = 100;

  private final transient Problem problem;

  /** A problem that is fully described by its status. */
  public ProblemException(int status, String detail) {
    this(Problem.of(status, detail));
  }

  private ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /**
   * A query parameter with a wrong value.
   *
   * @param expectation continues {@code period: "fortnight" …}, for example with "is not a period"
   */
  public static ProblemException badParameter(String name, String value, String expectation) {
    return badParameter(name, "\"%s\" %s".formatted(clip(value), expectation));
  }

  /** A query parameter that is missing, unknown or repeated. */
  public static ProblemException badParameter(String name, String what) {
    return badParameters(List.of(new BadParameter(clip(name), what)));
  }

  /** Query parameters that are wrong; at least one. */
  public static ProblemException badParameters(List<BadParameter> errors) {
    String detail =
        errors.stream()
            .map(error -> error.parameter() + ": " + error.detail())
            .collect(Collectors.joining(". "));
    return new ProblemException(
        Problem.described("bad-parameter", "Invalid query parameter", 400, detail, errors));
  }

  /**
   * A 404 for a name that does not exist.
   *
   * @param kind what the name stands for, for example a dataset
   */
  public static ProblemException unknown(String kind, String name) {
    return notFound(kind, "there is no %s \"%s\"".formatted(kind, clip(name)));
  }

  /**
   * A 404 for a name that does not exist, with a list of those that do.
   *
   * @param kind what the name stands for, for example a dataset
   */
  public static ProblemException unknown(String kind, String name, List<String> known) {
    return notFound(
        kind,
        "there is no %s \"%s\"; known: %s".formatted(kind, clip(name), String.join(", ", known)));
  }

  private static ProblemException notFound(String kind, String detail) {
    return new ProblemException(
        Problem.described("unknown-" + kind, "Unknown " + kind, 404, detail, List.of()));
  }

  /** The problem document of the response. */
  public Problem problem() {
    return problem;
  }

  private static String clip(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }
}
