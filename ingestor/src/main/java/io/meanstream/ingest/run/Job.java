package io.meanstream.ingest.run;

import io.meanstream.ingest.state.Pace;
import io.meanstream.source.Watch;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An ingestion's turn in this process, which a caller may end before its time. Safe for several
 * threads.
 */
final class Job {

  private final String ingestion;
  private final Stop stop;
  private final CountDownLatch ended = new CountDownLatch(1);

  private boolean begun;
  private volatile boolean cancelled;
  private volatile String finishes;

  Job(String ingestion, Stop stop) {
    this.ingestion = ingestion;
    this.finishes = ingestion;
    this.stop = stop;
  }

  /** Whether it works for an ingestion: its own, or one that it finishes for another. */
  boolean isFor(String id) {
    return ingestion.equals(id) || finishes.equals(id);
  }

  /** The ingestions that it works for. */
  Set<String> ingestions() {
    String other = finishes;
    return other.equals(ingestion) ? Set.of(ingestion) : Set.of(ingestion, other);
  }

  /** Its source turns out to be that of another ingestion, whose rows it brings to their end. */
  void finishes(String other) {
    finishes = other;
  }

  /** Its turn has come; false where it has ended before. */
  synchronized boolean begin() {
    begun = true;
    return ended.getCount() > 0;
  }

  /** It has come to its end, whatever that is. */
  void end() {
    ended.countDown();
  }

  /**
   * Ends it if its turn has not come.
   *
   * @param note says so to Kafka; if that fails, it is as if nobody had asked
   * @return whether it has ended so
   */
  synchronized boolean endUnbegun(Runnable note) {
    if (begun) {
      return false;
    }
    note.run();
    end();
    return true;
  }

  /** Asks the worker to end it, which stays asked, and waits for its end, but not for long. */
  void cancel(Duration patience) {
    cancelled = true;
    try {
      ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Goes on only while the work is wanted.
   *
   * @throws CancelledException if somebody has cancelled it
   * @throws StoppedException if the process ends
   */
  void check() throws StoppedException {
    stop.check();
    if (cancelled) {
      throw new CancelledException();
    }
  }

  /** As {@link #check} at every row, with the pace told. */
  Watch<StoppedException> watch(Pace pace) {
    return bytes -> {
      check();
      pace.at(bytes);
    };
  }
}
