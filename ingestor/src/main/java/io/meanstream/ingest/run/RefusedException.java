package io.meanstream.ingest.run;

/** What was asked of an ingestion does not go with its state; the message is for who asked. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedException(String why) {
    super(why);
  }
}
