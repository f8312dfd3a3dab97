package io.meanstream.ingest.state;

import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import java.time.Instant;

/**
 * A request to read one source into one dataset.
 *
 * @param topic of the rows
 * @param text the charset and delimiter of the request
 * @param replay whether to read the source even if it was read before
 */
public record Request(
    String dataset,
    String topic,
    SourceFile source,
    TextOptions text,
    boolean replay,
    Instant createdAt) {

  /** The same, read from another file with the same bytes. */
  Request from(SourceFile file) {
    return new Request(dataset, topic, file, text, replay, createdAt);
  }

  /** The same, not as a replay. */
  Request firstReading() {
    return new Request(dataset, topic, source, text, false, createdAt);
  }
}
