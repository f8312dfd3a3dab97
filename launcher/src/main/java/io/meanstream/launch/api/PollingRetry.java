package io.meanstream.launch.api;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Polls a service and tolerates a restart: for up to a minute without an answer, it returns the
 * last one.
 */
public final class PollingRetry<T> {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Supplier<T> question;
  private T last;
  private long answered = System.nanoTime();

  /** Starts with the answer to return until the service gives one. */
  public PollingRetry(Supplier<T> question, T first) {
    this.question = question;
    this.last = first;
  }

  /**
   * The latest answer.
   *
   * @throws ApiException if the question is refused, or there has been no answer for too long
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
