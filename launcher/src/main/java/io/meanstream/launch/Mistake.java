package io.meanstream.launch;

/** Something that the user can set right: its message is one line, the exit code 2. */
public final class Mistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Mistake(String message) {
    super(message);
  }
}
