package io.meanstream.catalog.source;

import java.util.Locale;

/** The formats that sources are read in. */
public enum Format {
  /** RFC 4180 with a header line. */
  CSV,
  /** A JSON document (RFC 8259) that holds an array of records, or several documents in a row. */
  JSON,
  /** A JSON object on each line. */
  NDJSON,
  /** Apache Parquet. */
  PARQUET;

  /** The name in definitions, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format that a file's name implies, or this one if it implies none. */
  public Format ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      return CSV;
    }
    if (lower.endsWith(".ndjson") || lower.endsWith(".jsonl")) {
      return NDJSON;
    }
    if (lower.endsWith(".parquet")) {
      return PARQUET;
    }
    // many .json files have one record per line
    return lower.endsWith(".json") && this != NDJSON ? JSON : this;
  }
}
