package io.meanstream.ingest.run;

/** Work ends before it is done: the process ends, or nobody wants it any more. */
class StoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The process ends; what is undone is left to the next one. */
  StoppedException() {
    this("the ingestor stops");
  }

  StoppedException(String why) {
    super(why);
  }
}
