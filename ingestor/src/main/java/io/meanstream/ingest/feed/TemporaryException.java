package io.meanstream.ingest.feed;

/** An attempt failed, but a retry may succeed. */
final class TemporaryException extends Exception {

  private static final long serialVersionUID = 1L;

  TemporaryException(String message) {
    super(message);
  }

  TemporaryException(String message, Exception cause) {
    super(message, cause);
  }
}
