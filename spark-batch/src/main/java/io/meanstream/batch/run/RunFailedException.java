package io.meanstream.batch.run;

/** A run or a verification has failed. The next one may succeed. */
public final class RunFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunFailedException(Run run, Throwable cause) {
    this("%s: run %d".formatted(run.dataset(), run.number()), cause);
  }

  /**
   * @param what has failed, with its dataset
   */
  public RunFailedException(String what, Throwable cause) {
    super("%s failed: %s".formatted(what, deepest(cause)), cause);
  }

  /** Spark wraps a task's exception several times and adds the stack trace to each message. */
  private static String deepest(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    return message.lines().findFirst().orElse(message);
  }
}
