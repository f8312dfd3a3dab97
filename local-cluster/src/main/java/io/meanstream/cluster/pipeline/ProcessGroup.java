package io.meanstream.cluster.pipeline;

import io.meanstream.cluster.Child;
import io.meanstream.cluster.StartException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Processes that need each other: when one ends, every wait on the group fails. Thread-safe. */
public final class ProcessGroup implements Pause, AutoCloseable {

  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> starts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private volatile boolean closed;

  /**
   * Starts processes concurrently without waiting for them.
   *
   * @param ready called for each process once it accepts requests
   */
  public void start(List<ManagedProcess> processes, Consumer<ManagedProcess> ready) {
    for (ManagedProcess process : processes) {
      starts.add(CompletableFuture.runAsync(() -> start(process, ready), ProcessGroup::inThread));
    }
  }

  /**
   * Waits until all started processes are ready.
   *
   * @throws StartException if one does not come up
   */
  public void awaitReady() {
    StartFutures.awaitAll(starts);
  }

  @Override
  public void pause(Duration time) {
    CompletableFuture<Void> over =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS);
    StartFutures.awaitAll(List.of(CompletableFuture.anyOf(over, broken).thenAccept(nothing -> {})));
  }

  /** Adds a child that was started elsewhere. It is killed with the others. */
  public Child add(Child child) {
    children.add(child);
    if (closed) {
      child.kill();
    }
    return child;
  }

  /** Kills all children without a clean stop, and returns when they are gone. */
  @Override
  public void close() {
    closed = true;
    children.parallelStream().forEach(Child::kill);
  }

  private void start(ManagedProcess process, Consumer<ManagedProcess> ready) {
    Child child = add(process.launch());
    process.awaitReady(child);
    child
        .onExit()
        .thenRun(() -> broken.completeExceptionally(new StartException(child.exitMessage())));
    ready.accept(process);
  }

  private static void inThread(Runnable start) {
    Thread thread = new Thread(start, "start");
    thread.setDaemon(true);
    thread.start();
  }
}
