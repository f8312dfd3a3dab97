package io.meanstream.ingest.state;

import java.util.UUID;

/**
 * The one process that may read a source, written {@code instance/process}.
 *
 * @param instance the ingestor's name, which survives restarts
 * @param process one process of it
 */
public record Owner(String instance, String process) {

  /** A new process of an instance. */
  public static Owner start(String instance) {
    return new Owner(instance, UUID.randomUUID().toString());
  }

  /** Parses what {@link #toString} returns. */
  public static Owner parse(String text) {
    int slash = text.lastIndexOf('/');
    return slash < 0
        ? new Owner(text, "")
        : new Owner(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return instance + "/" + process;
  }
}
