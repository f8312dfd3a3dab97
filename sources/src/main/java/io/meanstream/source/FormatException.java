package io.meanstream.source;

import java.io.IOException;

/** A source that is not what its format asks for; the message completes the source's name. */
public final class FormatException extends IOException {

  private static final long serialVersionUID = 1L;

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }

  public FormatException(String message) {
    super(message);
  }
}
