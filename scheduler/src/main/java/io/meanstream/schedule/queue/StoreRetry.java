package io.meanstream.schedule.queue;

import com.mongodb.MongoException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Repeats what the store has to hear of until it has: a run's end, a schedule that came on. */
@ApplicationScoped
public class StoreRetry {

  private static final Logger LOG = Logger.getLogger(StoreRetry.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final TaskTimer timer;

  StoreRetry(TaskTimer timer) {
    this.timer = timer;
  }

  /** Runs a task that may be repeated, on the timer's thread, now and until the store answers. */
  public void run(String what, Runnable task) {
    timer.runAt(timer.now(), () -> tryOnce(what, task));
  }

  private void tryOnce(String what, Runnable task) {
    try {
      task.run();
    } catch (MongoException e) {
      LOG.warnf("store away, trying again what=%s error=%s", what, e.getMessage());
      timer.runAt(timer.now().plus(PAUSE), () -> tryOnce(what, task));
    }
  }
}
