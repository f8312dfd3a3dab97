package io.meanstream.ingest.state;

import io.meanstream.source.SourceFile;
import io.meanstream.source.TextOptions;
import java.time.Instant;

/**
 * What was asked for: one source, to be read into one dataset.
 *
 * @param topic where the rows go
 * @param text how the source is said to write its text
 * @param replay whether it is to be read even if it was before
 */
public record Request(
    String dataset,
    String topic,
    SourceFile source,
    TextOptions text,
    boolean replay,
    Instant createdAt) {

  /** The same, with its bytes taken from another file that holds them. */
  Request from(SourceFile file) {
    return new Request(dataset, topic, file, text, replay, createdAt);
  }

  /** The same, for what turns out not to have been read before. */
  Request firstReading() {
    return new Request(dataset, topic, source, text, false, createdAt);
  }
}
