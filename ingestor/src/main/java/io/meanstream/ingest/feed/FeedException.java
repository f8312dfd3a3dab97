package io.meanstream.ingest.feed;

/** A fetch cannot go on; people see the message. */
final class FeedException extends Exception {

  private static final long serialVersionUID = 1L;

  FeedException(String message) {
    super(message);
  }

  FeedException(String message, Exception cause) {
    super(message, cause);
  }
}
