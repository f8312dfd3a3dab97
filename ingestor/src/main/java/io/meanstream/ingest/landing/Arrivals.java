package io.meanstream.ingest.landing;

import io.meanstream.ingest.IngestorConfig;
import io.meanstream.ingest.state.IngestionIds;
import io.meanstream.ingest.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Where records arrive, as long as there is space for landed ones. Thread-safe. */
final class Arrivals {

  private final Path folder;
  private final long limit;
  private final IngestionIds ids;
  private final AtomicLong landed = new AtomicLong();

  /** Removes what has not landed before the last process ended. */
  Arrivals(StateFolder state, IngestorConfig config, IngestionIds ids) {
    this.folder = state.of("arriving");
    this.limit = config.ingestor().landingBytes().asLongValue();
    this.ids = ids;
    try {
      Folders.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove what has not landed in " + folder, e);
    }
  }

  /**
   * Creates a place for arriving records.
   *
   * @throws LandingFullException if the limit on landed records is reached
   */
  Arrival open(String suffix) throws IOException {
    if (landed.get() >= limit) {
      throw new LandingFullException(limit);
    }
    // the ingestion's id makes the file's name unique
    return Arrival.open(unused(), ids.next() + suffix);
  }

  /** The path of a folder that does not exist yet. */
  Path unused() throws IOException {
    Files.createDirectories(folder);
    return folder.resolve(UUID.randomUUID().toString());
  }

  /** Counts bytes that have landed, or, if negative, were removed. */
  void count(long bytes) {
    landed.addAndGet(bytes);
  }

  /** The size of all landed records. */
  long landed() {
    return landed.get();
  }
}
