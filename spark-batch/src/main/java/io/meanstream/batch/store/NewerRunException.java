package io.meanstream.batch.store;

/** A newer run has written an average that this run was about to write. */
public final class NewerRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NewerRunException(long run) {
    super("a newer run than " + run + " has written averages of the same time");
  }
}
