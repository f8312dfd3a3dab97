package io.meanstream.launch.api;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Polls a service and tolerates a restart: for up to a minute without a response, it returns the
 * last one.
 */
public final class PollingRetry<T> {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Supplier<T> question;
  private T last;
  private long answered = System.nanoTime();

  /** Starts with the value to return until the service responds. */
  public PollingRetry(Supplier<T> question, T first) {
    this.question = question;
    this.last = first;
  }

  /**
   * The latest response.
   *
   * @throws ApiException if the request is refused, or there has been no response for too long
   */
  public T ask() {
    try {
      last = question.get();
      answered = System.nanoTime();
    } catch (ApiException e) {
      if (e.isRefusal() || System.nanoTime() - answered > LONGEST.toNanos()) {
        throw e;
      }
    }
    return last;
  }
}
