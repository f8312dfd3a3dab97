package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.StartException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for several concurrent starts. */
public final class StartFutures {

  private StartFutures() {}

  /**
   * Returns when all have succeeded.
   *
   * @throws StartException as soon as one fails; the others are not waited for
   */
  public static void awaitAll(List<CompletableFuture<Void>> starts) {
    CompletableFuture<Void> failure = new CompletableFuture<>();
    for (CompletableFuture<Void> start : starts) {
      start.whenComplete(
          (nothing, cause) -> {
            if (cause != null) {
              failure.completeExceptionally(cause);
            }
          });
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new));
    await(CompletableFuture.anyOf(all, failure));
  }

  /**
   * Waits for one start and returns its value.
   *
   * @throws StartException if it fails
   */
  static <T> T await(CompletableFuture<T> start) {
    try {
      return start.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StartException cause
          ? cause
          : new StartException("cannot start a process: " + e.getCause(), e);
    }
  }
}
