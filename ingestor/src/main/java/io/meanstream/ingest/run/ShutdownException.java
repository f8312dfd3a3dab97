package io.meanstream.ingest.run;

/** The process is shutting down; its next start finishes the work. */
public final class ShutdownException extends Exception {

  private static final long serialVersionUID = 1L;

  ShutdownException() {
    super("the ingestor is shutting down");
  }
}
