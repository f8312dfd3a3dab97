package io.meanstream.ingest.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells workers that the process is shutting down; its next start finishes their work. */
@ApplicationScoped
public class ShutdownSignal {

  private final CountDownLatch requested = new CountDownLatch(1);

  /** Requests shutdown. The request is sticky. */
  public void request() {
    requested.countDown();
  }

  /**
   * Returns if work may continue.
   *
   * @throws ShutdownException if shutdown was requested
   */
  public void check() throws ShutdownException {
    if (requested.getCount() == 0) {
      throw new ShutdownException();
    }
  }

  /**
   * Waits before a retry.
   *
   * @throws ShutdownException if shutdown is requested meanwhile
   */
  public void pause(Duration time) throws ShutdownException {
    try {
      if (requested.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ShutdownException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShutdownException();
    }
  }
}
