package io.meanstream.ingest.state;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How fast a worker passes through a source; the worker writes, others look on. */
public final class Pace {

  private final long since = System.nanoTime();
  private final AtomicLong bytes = new AtomicLong();
  private final long from;

  /** The pace from this row on. */
  Pace(long from) {
    this.from = from;
  }

  /** Takes how many bytes of the source were read. */
  public void at(long read) {
    // at every row: nobody has to see it at once
    bytes.lazySet(read);
  }

  /** How many bytes of the source were read. */
  public long bytes() {
    return bytes.get();
  }

  /** Rows a second since the beginning, if there were any. */
  public Optional<Double> rowsPerSecond(long rows) {
    double seconds = (System.nanoTime() - since) / 1e9;
    return rows > from && seconds > 0 ? Optional.of((rows - from) / seconds) : Optional.empty();
  }
}
