package io.meanstream.launch.run;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Parts that run side by side and are worth nothing without each other: when one ends, waiting for
 * anything of them fails. Safe for use by several threads.
 */
public final class Stack implements Pause, AutoCloseable {

  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> starts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private volatile boolean closed;

  /**
   * Starts parts side by side and does not wait.
   *
   * @param ready is told of each that takes requests
   */
  public void start(List<Part> parts, Consumer<Part> ready) {
    for (Part part : parts) {
      CompletableFuture<Void> start =
          CompletableFuture.runAsync(() -> start(part, ready), Stack::inThread);
      start.exceptionally(this::breakWith);
      starts.add(start);
    }
  }

  /**
   * Waits until every part that was started takes requests.
   *
   * @throws StartException if one does not come up, or has ended
   */
  public void awaitReady() {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new));
    try {
      // the first that fails decides, the others are not waited for
      CompletableFuture.anyOf(all, broken).join();
    } catch (CompletionException e) {
      throw asStartException(e.getCause());
    }
  }

  /**
   * Lets time pass.
   *
   * @throws StartException if a child has ended by then
   */
  @Override
  public void pause(Duration time) {
    try {
      broken.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // all of them live
    } catch (ExecutionException e) {
      throw asStartException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted", e);
    }
  }

  /** Takes on a child that was started elsewhere, to be killed with the others. */
  public Child add(Child child) {
    children.add(child);
    if (closed) {
      child.kill();
    }
    return child;
  }

  /** Kills all children, whose data nobody wants any more; returns when they are gone. */
  @Override
  public void close() {
    closed = true;
    children.parallelStream().forEach(Child::kill);
  }

  private void start(Part part, Consumer<Part> ready) {
    Child child = add(part.launch());
    part.awaitReady(child);
    child.onExit().thenRun(() -> breakWith(new StartException(Ended.message(child))));
    ready.accept(part);
  }

  private Void breakWith(Throwable cause) {
    broken.completeExceptionally(cause instanceof CompletionException ? cause.getCause() : cause);
    return null;
  }

  private static StartException asStartException(Throwable cause) {
    return cause instanceof StartException start
        ? start
        : new StartException("a part cannot be started: " + cause, cause);
  }

  private static void inThread(Runnable start) {
    Thread thread = new Thread(start, "start");
    thread.setDaemon(true);
    thread.start();
  }
}
