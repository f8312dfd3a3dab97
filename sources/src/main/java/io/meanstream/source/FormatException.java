package io.meanstream.source;

import java.io.IOException;

/**
 * A source that violates its format; the message follows the source's name, as in "is truncated".
 */
public final class FormatException extends IOException {

  private static final long serialVersionUID = 1L;

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }

  public FormatException(String message) {
    super(message);
  }
}
