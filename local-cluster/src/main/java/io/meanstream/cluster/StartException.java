package io.meanstream.cluster;

/**
 * A part of the cluster did not come up. The message is made for a user: it says which part, why,
 * and ends with the last lines of its log where there are any.
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
