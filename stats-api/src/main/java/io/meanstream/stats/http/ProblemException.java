package io.meanstream.stats.http;

import java.util.List;

/** A request that cannot be served as it is; becomes the {@link Problem} that it carries. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String TYPES = "urn:meanstream:problem:";
  private static final int LONGEST_VALUE = 100;

  private final transient Problem problem;

  private ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /**
   * A query parameter whose value is of no use.
   *
   * @param expectation continues "{@code period: "fortnight"} …", for example with "is no period"
   */
  public static ProblemException badParameter(String name, String value, String expectation) {
    return badParameter(name, "\"%s\" %s".formatted(clip(value), expectation));
  }

  /** A query parameter that is missing, unknown or repeated. */
  public static ProblemException badParameter(String name, String what) {
    return new ProblemException(
        new Problem(
            TYPES + "bad-parameter",
            "A query parameter cannot be used",
            400,
            "%s: %s".formatted(clip(name), what),
            clip(name)));
  }

  /** A dataset that no definition names. */
  public static ProblemException unknownDataset(String name, List<String> known) {
    return new ProblemException(
        new Problem(
            TYPES + "unknown-dataset",
            "There is no such dataset",
            404,
            "\"%s\" is no dataset; known: %s".formatted(clip(name), String.join(", ", known)),
            null));
  }

  /** An ingestion that the store does not hold. */
  public static ProblemException unknownIngestion(String id) {
    return new ProblemException(
        new Problem(
            TYPES + "unknown-ingestion",
            "There is no such ingestion",
            404,
            "\"%s\" is no ingestion that the store knows".formatted(clip(id)),
            null));
  }

  /** The document to answer with. */
  public Problem problem() {
    return problem;
  }

  private static String clip(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }
}
