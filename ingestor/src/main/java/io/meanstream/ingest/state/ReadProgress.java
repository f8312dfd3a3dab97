package io.meanstream.ingest.state;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The progress and speed of one pass over a source. One worker writes, other threads read. */
public final class ReadProgress {

  private final long startNanos = System.nanoTime();
  private final AtomicLong bytes = new AtomicLong();
  private final long firstRow;

  ReadProgress(long firstRow) {
    this.firstRow = firstRow;
  }

  /** Sets how many bytes of the source were read. */
  public void update(long bytesRead) {
    // called for every row; readers may see it late
    bytes.lazySet(bytesRead);
  }

  /** How many bytes of the source were read. */
  public long bytes() {
    return bytes.get();
  }

  /** Rows per second since the start of the pass, once there are any. */
  public Optional<Double> rowsPerSecond(long rows) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return rows > firstRow && seconds > 0
        ? Optional.of((rows - firstRow) / seconds)
        : Optional.empty();
  }
}
