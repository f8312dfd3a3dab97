package io.meanstream.ingest.run;

import io.meanstream.ingest.DaemonThreads;
import io.meanstream.ingest.IngestorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks in one queue per dataset: the sources of a dataset are read one after the other, so
 * that the later of two files wins. Datasets run in parallel, up to the configured number.
 */
@ApplicationScoped
public class SourceQueues {

  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(7);

  private final Map<String, ExecutorService> queues = new ConcurrentHashMap<>();
  private final Semaphore slots;

  SourceQueues(IngestorConfig config) {
    this.slots = new Semaphore(config.ingestor().concurrentSources());
  }

  /** Adds a task to the end of a dataset's queue. */
  void add(String dataset, Runnable task) {
    queues.computeIfAbsent(dataset, SourceQueues::queue).execute(() -> runInSlot(task));
  }

  private void runInSlot(Runnable task) {
    try {
      slots.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      task.run();
    } finally {
      slots.release();
    }
  }

  private static ExecutorService queue(String dataset) {
    return Executors.newSingleThreadExecutor(DaemonThreads.named("ingest-" + dataset));
  }

  /** Waits for running tasks to stop, and interrupts those that take too long. */
  void close() {
    queues.values().forEach(ExecutorService::shutdown);
    long deadline = System.nanoTime() + SHUTDOWN_TIMEOUT.toNanos();
    for (ExecutorService queue : queues.values()) {
      try {
        if (!queue.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          queue.shutdownNow();
        }
      } catch (InterruptedException e) {
        queue.shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }
}
