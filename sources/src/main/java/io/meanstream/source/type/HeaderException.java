package io.meanstream.source.type;

/** A header that does not match the dataset; the message names the columns. */
public final class HeaderException extends Exception {

  private static final long serialVersionUID = 1L;

  HeaderException(String message) {
    super(message);
  }
}
