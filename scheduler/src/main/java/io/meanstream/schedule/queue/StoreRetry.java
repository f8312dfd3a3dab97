package io.meanstream.schedule.queue;

import com.mongodb.MongoException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Repeats tasks that must reach the store, such as recording a run's outcome, until they do. */
@ApplicationScoped
public class StoreRetry {

  private static final Logger LOG = Logger.getLogger(StoreRetry.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final TaskTimer timer;

  StoreRetry(TaskTimer timer) {
    this.timer = timer;
  }

  /**
   * Runs an idempotent task on the timer's thread, and again every five seconds while the store is
   * unavailable.
   */
  public void run(String what, Runnable task) {
    timer.runAt(timer.now(), () -> tryOnce(what, task));
  }

  private void tryOnce(String what, Runnable task) {
    try {
      task.run();
    } catch (MongoException e) {
      LOG.warnf("store unavailable, will retry task=%s error=%s", what, e.getMessage());
      timer.runAt(timer.now().plus(PAUSE), () -> tryOnce(what, task));
    }
  }
}
