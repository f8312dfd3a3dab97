package io.meanstream.ingest;

/**
 * What becomes of a file that brings rows again under new keys, since its dataset has no key and
 * the file was ingested before with other content.
 */
public enum ChangedFiles {
  /** It is read, and its ingestion has a warning. */
  WARN,
  /** Its ingestion fails. */
  REFUSE
}
