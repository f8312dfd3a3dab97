package io.meanstream.batch.run;

import com.mongodb.MongoException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Renews a run's lease in the background, three times per lease duration, until closed. */
public final class Heartbeat implements AutoCloseable {

  private final Leases leases;
  private final Run run;
  private final Runnable onLoss;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Heartbeat::daemon);
  private Instant end;
  private volatile boolean isLost;

  /**
   * @param onLoss called once, on another thread, when the lease is lost: another run took it, or
   *     the store was unreachable for too long
   */
  public Heartbeat(Leases leases, Run run, Runnable onLoss) {
    this.leases = leases;
    this.run = run;
    this.onLoss = onLoss;
    this.end = Instant.now().plus(leases.length());
    long every = leases.length().toMillis() / 3;
    timer.scheduleAtFixedRate(this::beat, every, every, TimeUnit.MILLISECONDS);
  }

  public boolean isLost() {
    return isLost;
  }

  private void beat() {
    Instant begun = Instant.now();
    try {
      if (leases.renew(run)) {
        end = begun.plus(leases.length());
      } else {
        lose();
      }
    } catch (MongoException e) {
      // The next beat tries again while the lease is valid.
      if (Instant.now().isAfter(end)) {
        lose();
      }
    }
  }

  private void lose() {
    isLost = true;
    timer.shutdown();
    onLoss.run();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "lease");
    thread.setDaemon(true);
    return thread;
  }
}
