package io.meanstream.schedule.queue;

/** The request conflicts with the current state of the queue or run. */
public final class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConflictException(String message) {
    super(message);
  }
}
