package io.meanstream.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a request until the test has done what it wants to meanwhile. */
public final class Gate {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Duration longest;
  private volatile boolean cut;

  public Gate() {
    this(LIMIT);
  }

  /** One that opens by itself. */
  Gate(Duration longest) {
    this.longest = longest;
  }

  /** Waits until a request is here. */
  public void awaitReached() {
    assertThat(await(reached, LIMIT)).as("a request came to the gate").isTrue();
  }

  /** Whether a request is here, or comes in time. */
  public boolean isReached(Duration within) {
    return await(reached, within);
  }

  /** Lets what waits here go on. */
  public void open() {
    opened.countDown();
  }

  /** Ends the connection of what waits here. */
  public void cut() {
    cut = true;
    opened.countDown();
  }

  void pass() throws IOException {
    reached.countDown();
    await(opened, longest);
    if (cut) {
      throw new IOException("cut at the gate");
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
