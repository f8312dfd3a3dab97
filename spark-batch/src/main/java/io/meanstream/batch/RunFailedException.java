package io.meanstream.batch;

/** A run has failed, which the next may put right. */
final class RunFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunFailedException(Run run, Throwable cause) {
    super("%s: run %d failed: %s".formatted(run.dataset(), run.number(), deepest(cause)), cause);
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
