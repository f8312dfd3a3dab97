package io.meanstream.ingest.run;

/** Nobody wants the work any more. */
final class CancelledException extends StoppedException {

  private static final long serialVersionUID = 1L;

  CancelledException() {
    super("the ingestion is cancelled");
  }
}
