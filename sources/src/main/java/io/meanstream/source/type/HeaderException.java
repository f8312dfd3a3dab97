package io.meanstream.source.type;

/** A header that a dataset's rows cannot be read by; the message names the columns. */
public final class HeaderException extends Exception {

  private static final long serialVersionUID = 1L;

  HeaderException(String message) {
    super(message);
  }
}
