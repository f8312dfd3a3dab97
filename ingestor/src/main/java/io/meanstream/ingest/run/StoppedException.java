package io.meanstream.ingest.run;

/** The process ends. */
final class StoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("the ingestor stops");
  }
}
