package io.meanstream.ingest;

/** What to do with a file that was ingested before with other content, without a key. */
public enum ChangedFiles {
  /** Read it, with a warning. */
  WARN,
  /** Fail its ingestion. */
  REFUSE
}
