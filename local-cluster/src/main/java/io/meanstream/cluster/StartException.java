package io.meanstream.cluster;

/**
 * A process did not come up or has ended. The message is for users: it names the process and the
 * reason, and ends with the last lines of its log.
 */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
