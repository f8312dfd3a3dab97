package io.meanstream.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A database that a process fills with rides. */
final class StoredRides {

  static final String COLLECTION = "rows_rides";

  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final long STALLED_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final MongoDatabase database;

  /** An empty database whose rides have the indexes that the persister gives them. */
  StoredRides(MongoClient client, String name) {
    this.database = client.getDatabase(name);
    database.getCollection(COLLECTION).createIndex(Indexes.ascending("started_at"));
    database.getCollection(COLLECTION).createIndex(Indexes.ascending("_src.ingestion"));
  }

  /**
   * Measures a process from the first document that it stores until it has stored all, then ends
   * it.
   */
  StoringCost measure(Process process, long rides) throws IOException, InterruptedException {
    try {
      long first = await(process, 1);
      long start = System.nanoTime();
      ProcessUsage before = ProcessUsage.of(process.pid());
      await(process, rides);
      double seconds = (System.nanoTime() - start) / 1e9;
      ProcessUsage after = ProcessUsage.of(process.pid());
      return new StoringCost(
          (rides - first) / seconds,
          (after.processor() - before.processor()) / (rides - first) * 1e6,
          after.peak());
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  /** Waits for so many documents and returns how many there are. */
  private long await(Process process, long rides) throws InterruptedException {
    long stored = stored();
    long changed = System.nanoTime();
    while (stored < rides) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "the process exited with %d after %d rides".formatted(process.exitValue(), stored));
      }
      if (System.nanoTime() - changed > STALLED_NANOS) {
        throw new IllegalStateException("the process has stalled after %d rides".formatted(stored));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      long now = stored();
      if (now != stored) {
        changed = System.nanoTime();
        stored = now;
      }
    }
    return stored;
  }

  private long stored() {
    return database.getCollection(COLLECTION).estimatedDocumentCount();
  }

  void drop() {
    database.drop();
  }
}
