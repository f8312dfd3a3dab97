package io.meanstream.ingest.run;

import io.meanstream.ingest.IngestorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A queue for each dataset, so that its sources are read one after the other and of two files the
 * later one wins; the datasets side by side, as far as memory was given for it.
 */
@ApplicationScoped
public class SourceQueues {

  private static final Logger LOG = Logger.getLogger(SourceQueues.class);
  private static final Duration ORDERLY = Duration.ofSeconds(7);

  private final Map<String, ExecutorService> queues = new ConcurrentHashMap<>();
  private final Semaphore slots;

  SourceQueues(IngestorConfig config) {
    this.slots = new Semaphore(config.ingestor().concurrentSources());
  }

  /** Puts work at the end of a dataset's queue. */
  void add(String dataset, StoppableWork work) {
    queues.computeIfAbsent(dataset, SourceQueues::queue).execute(() -> runInSlot(work));
  }

  private void runInSlot(StoppableWork work) {
    try {
      slots.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      work.run();
    } catch (StoppedException e) {
      LOG.debug("work is left to the next start", e);
    } finally {
      slots.release();
    }
  }

  private static ExecutorService queue(String dataset) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "ingest-" + dataset);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Waits for work that was asked to stop, and then insists. */
  void close() {
    queues.values().forEach(ExecutorService::shutdown);
    long deadline = System.nanoTime() + ORDERLY.toNanos();
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

  /** Work that may be left undone when the process ends. */
  @FunctionalInterface
  interface StoppableWork {
    void run() throws StoppedException;
  }
}
