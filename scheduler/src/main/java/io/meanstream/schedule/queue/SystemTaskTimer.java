package io.meanstream.schedule.queue;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Uses the system clock and a dedicated thread. */
@ApplicationScoped
class SystemTaskTimer implements TaskTimer {

  private static final Logger LOG = Logger.getLogger(SystemTaskTimer.class);

  /** Drops tasks that come after shutdown: the next scheduler finds the work in the store. */
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1, SystemTaskTimer::daemon, new ThreadPoolExecutor.DiscardPolicy());

  private static Thread daemon(Runnable task) {
    Thread timer = new Thread(task, "timer");
    timer.setDaemon(true);
    return timer;
  }

  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public Runnable runAt(Instant instant, Runnable task) {
    long delay = Math.max(0, Duration.between(now(), instant).toMillis());
    Future<?> future = thread.schedule(() -> run(task), delay, TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a task failed", e);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
  }
}
