package io.meanstream.ingest.run;

/** The state of an ingestion does not allow the requested action; callers see the message. */
public final class IngestionStateException extends Exception {

  private static final long serialVersionUID = 1L;

  IngestionStateException(String message) {
    super(message);
  }
}
