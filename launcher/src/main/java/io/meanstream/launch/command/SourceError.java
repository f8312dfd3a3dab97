package io.meanstream.launch.command;

/** What to say after the name of a source whose ingestion ended early. */
final class SourceError {

  private SourceError() {}

  /** The error without the source's name, which the ingestor puts in front of it. */
  static String of(String source, String error) {
    String name = source + ": ";
    return error.startsWith(name) ? error.substring(name.length()) : error;
  }

  /** How to resume the ingestion. */
  static String retry(String id) {
    return "'./meanstream retry %s' resumes it".formatted(id);
  }
}
