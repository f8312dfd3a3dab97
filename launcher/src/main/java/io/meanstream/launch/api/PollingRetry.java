package io.meanstream.launch.api;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks a service again and again: one that is being started again goes on where it was, so that for
 * a minute the last answer has to do.
 */
public final class PollingRetry<T> {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Supplier<T> question;
  private T last;
  private long answered = System.nanoTime();

  /** Begins with an answer that holds for now. */
  public PollingRetry(Supplier<T> question, T first) {
    this.question = question;
    this.last = first;
  }

  /**
   * The newest answer that there is.
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
