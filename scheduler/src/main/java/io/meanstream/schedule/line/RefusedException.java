package io.meanstream.schedule.line;

/** What is asked for cannot be done now. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
