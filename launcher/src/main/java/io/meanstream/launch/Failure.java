package io.meanstream.launch;

/** A failure that is not the user's fault. The command prints the message and exits with 1. */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
