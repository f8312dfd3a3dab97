package io.meanstream.protocol;

/** The headers of row records; all values are UTF-8 text. */
public final class RowHeaders {

  /** The name of the row's dataset. */
  public static final String DATASET = "dataset";

  /** The id of the ingestion that read the row. */
  public static final String INGESTION = "source";

  /** The number of the data row in its source, from 1. */
  public static final String ROW = "row";

  private RowHeaders() {}
}
