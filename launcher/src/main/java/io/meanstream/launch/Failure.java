package io.meanstream.launch;

/** Something went wrong that is not the user's fault; the message says what, the exit code is 1. */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
