package io.meanstream.ingest.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells workers that the process ends; what they leave undone is taken up by the next one. */
@ApplicationScoped
public class Stop {

  private final CountDownLatch requested = new CountDownLatch(1);

  /** Asks all to stop. */
  public void request() {
    requested.countDown();
  }

  /**
   * Goes on only while nobody asked to stop.
   *
   * @throws StoppedException if somebody did
   */
  public void check() throws StoppedException {
    if (requested.getCount() == 0) {
      throw new StoppedException();
    }
  }

  /**
   * Waits before something is tried again.
   *
   * @throws StoppedException if somebody asks to stop meanwhile
   */
  public void pause(Duration time) throws StoppedException {
    try {
      if (requested.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoppedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }
}
