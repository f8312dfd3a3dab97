package io.meanstream.protocol;

/** The topics beside those of rows, which datasets name. */
public final class TopicNames {

  /** {@link IngestionMessage}s; compacted, the newest record of each key is kept. */
  public static final String INGESTIONS = "meanstream.ingestions";

  /** {@link RejectMessage}s. */
  public static final String REJECTS = "meanstream.rejects";

  private TopicNames() {}
}
