package io.meanstream.ingest.run;

import io.meanstream.ingest.state.ReadProgress;
import io.meanstream.source.Watch;
import java.util.concurrent.CancellationException;

/** Tells the worker of one ingestion when to stop. Thread-safe. */
final class CancellationToken {

  private final ShutdownSignal shutdown;
  private volatile boolean cancelled;

  CancellationToken(ShutdownSignal shutdown) {
    this.shutdown = shutdown;
  }

  /** Requests cancellation. The request is sticky. */
  void cancel() {
    cancelled = true;
  }

  /**
   * Returns if work may continue.
   *
   * @throws CancellationException if the ingestion was cancelled
   * @throws ShutdownException if the process is shutting down
   */
  void check() throws ShutdownException {
    shutdown.check();
    if (cancelled) {
      throw new CancellationException("the ingestion was cancelled");
    }
  }

  /** Calls {@link #check} at every row and reports the bytes read. */
  Watch<ShutdownException> watch(ReadProgress progress) {
    return bytes -> {
      check();
      progress.update(bytes);
    };
  }
}
