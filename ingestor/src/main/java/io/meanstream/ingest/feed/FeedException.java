package io.meanstream.ingest.feed;

/** A fetch cannot continue; the message is shown to users. */
final class FeedException extends Exception {

  private static final long serialVersionUID = 1L;

  FeedException(String message) {
    super(message);
  }

  FeedException(String message, Exception cause) {
    super(message, cause);
  }
}
