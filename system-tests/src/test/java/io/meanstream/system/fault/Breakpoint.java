package io.meanstream.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a request until the test resumes it or cuts its connection. */
public final class Breakpoint {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final CountDownLatch hit = new CountDownLatch(1);
  private final CountDownLatch resumed = new CountDownLatch(1);
  private final Duration longest;
  private volatile boolean cut;
  private volatile boolean expired;

  public Breakpoint() {
    this(LIMIT);
  }

  /** Resumes automatically after a while. */
  Breakpoint(Duration longest) {
    this.longest = longest;
  }

  /** Waits until a request has stopped here. */
  public void awaitHit() {
    assertThat(await(hit, LIMIT)).as("a request reached the breakpoint").isTrue();
  }

  /** Whether a request stops here within a time. */
  public boolean isHit(Duration within) {
    return await(hit, within);
  }

  /** Resumes the request; fails if it has already resumed by itself. */
  public void resume() {
    assertThat(expired).as("the request was held for %s only", longest).isFalse();
    resumed.countDown();
  }

  /** Closes the request's connection. */
  public void cutConnection() {
    cut = true;
    resumed.countDown();
  }

  void stop() throws IOException {
    hit.countDown();
    expired = !await(resumed, longest);
    if (cut) {
      throw new IOException("cut at the breakpoint");
    }
  }

  private static boolean await(CountDownLatch latch, Duration atMost) {
    try {
      return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
