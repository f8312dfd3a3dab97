package io.meanstream.protocol;

/** The internal topics. Topics of rows are named in the datasets. */
public final class TopicNames {

  /** {@link IngestionMessage}s; compacted, so the newest record of each key is kept. */
  public static final String INGESTIONS = "meanstream.ingestions";

  /** {@link RejectMessage}s. */
  public static final String REJECTS = "meanstream.rejects";

  private TopicNames() {}
}
