package io.meanstream.schedule.http;

/** A request that is answered with a problem document. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  Problem problem() {
    return Problem.of(status, getMessage());
  }
}
