package io.meanstream.source.validate;

/** A mistake on the command line; the message is for the person who wrote it. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
