package io.meanstream.schedule.queue;

/** What is asked for cannot be done now. */
public final class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConflictException(String message) {
    super(message);
  }
}
