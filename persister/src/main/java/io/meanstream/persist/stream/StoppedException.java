package io.meanstream.persist.stream;

/** A partition cannot go on before a person has done something about it. */
final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException(String message) {
    super(message);
  }
}
