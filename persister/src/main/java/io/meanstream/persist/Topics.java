package io.meanstream.persist;

/** The topics that are not a dataset's. */
final class Topics {

  /** Rows that the ingestor rejected. */
  static final String REJECTS = "meanstream.rejects";

  /** States and checkpoints of ingestions. */
  static final String INGESTIONS = "meanstream.ingestions";

  private Topics() {}
}
