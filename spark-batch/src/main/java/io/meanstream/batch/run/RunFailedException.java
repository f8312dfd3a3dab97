package io.meanstream.batch.run;

/** A run or a verification has failed, which the next may put right. */
public final class RunFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunFailedException(Run run, Throwable cause) {
    this("%s: run %d".formatted(run.dataset(), run.number()), cause);
  }

  /**
   * @param what of which dataset has failed
   */
  public RunFailedException(String what, Throwable cause) {
    super("%s failed: %s".formatted(what, deepest(cause)), cause);
  }

  /** Spark wraps what went wrong in a task several times, each with the stack in its message. */
  private static String deepest(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    return message.lines().findFirst().orElse(message);
  }
}
