package io.meanstream.protocol;

/** The headers of a row's record, all UTF-8 text. */
public final class RowHeaders {

  /** The name of the row's dataset. */
  public static final String DATASET = "dataset";

  /** The id of the ingestion that has read the row. */
  public static final String INGESTION = "source";

  /** Which data row of its source it is, counted from 1. */
  public static final String ROW = "row";

  private RowHeaders() {}
}
