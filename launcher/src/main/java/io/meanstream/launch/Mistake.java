package io.meanstream.launch;

/** A mistake that the user can fix. The command prints the message in one line and exits with 2. */
public final class Mistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Mistake(String message) {
    super(message);
  }
}
