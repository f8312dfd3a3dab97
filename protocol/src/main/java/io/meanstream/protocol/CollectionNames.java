package io.meanstream.protocol;

/** The store's collections, except those of rows: see {@code Dataset.rowsCollection()}. */
public final class CollectionNames {

  /** One document per average. */
  public static final String AVERAGES = "averages";

  /** One document per dataset, with its {@link DirtyDays}. */
  public static final String DATASETS = "datasets";

  /** One document per ingestion, with the outcomes of its rows. */
  public static final String INGESTIONS = "ingestions";

  /** One document per partition, with the next offset to store. */
  public static final String POSITIONS = "positions";

  /** One document per rejected row. */
  public static final String REJECTS = "rejects";

  /** One document per run of the batch. */
  public static final String RUNS = "runs";

  /** One document per scheduled dataset. */
  public static final String SCHEDULES = "schedules";

  /** One document per traced batch of rows that no run has averaged yet. */
  public static final String TRACES = "traces";

  private CollectionNames() {}
}
