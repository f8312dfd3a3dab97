package io.meanstream.protocol;

/** The store's collections beside those of rows, which {@code Dataset.rowsCollection()} names. */
public final class CollectionNames {

  /** A document for each average. */
  public static final String AVERAGES = "averages";

  /** What is stored of each dataset, and its {@link DirtyDays}. */
  public static final String DATASETS = "datasets";

  /** A document for each ingestion, with what became of its rows. */
  public static final String INGESTIONS = "ingestions";

  /** How far each partition is stored. */
  public static final String POSITIONS = "positions";

  /** A document for each rejected row. */
  public static final String REJECTS = "rejects";

  /** A document for each run of the batch. */
  public static final String RUNS = "runs";

  /** A document for each dataset's schedule. */
  public static final String SCHEDULES = "schedules";

  private CollectionNames() {}
}
