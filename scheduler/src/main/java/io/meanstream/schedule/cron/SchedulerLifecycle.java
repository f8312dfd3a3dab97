package io.meanstream.schedule.cron;

import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.batch.BatchStarter;
import io.meanstream.schedule.queue.RunQueue;
import io.meanstream.schedule.queue.StoreRetry;
import io.meanstream.schedule.store.RunStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Recovers the state of the previous scheduler at startup and stops the queue at shutdown. */
@ApplicationScoped
public class SchedulerLifecycle {

  private static final int FIRST = 1;

  private final Scheduler scheduler;
  private final CronJobs jobs;
  private final Schedules schedules;
  private final RunQueue queue;
  private final RunStore runs;
  private final BatchStarter batch;
  private final StoreRetry storeRetry;
  private final SchedulerConfig config;

  private volatile boolean isReady;

  SchedulerLifecycle(
      Scheduler scheduler,
      CronJobs jobs,
      Schedules schedules,
      RunQueue queue,
      RunStore runs,
      BatchStarter batch,
      StoreRetry storeRetry,
      SchedulerConfig config) {
    this.scheduler = scheduler;
    this.jobs = jobs;
    this.schedules = schedules;
    this.queue = queue;
    this.runs = runs;
    this.batch = batch;
    this.storeRetry = storeRetry;
    this.config = config;
  }

  /** Whether the previous scheduler's state has been recovered. */
  public boolean isReady() {
    return isReady;
  }

  void start(@Observes StartupEvent event) {
    batch.clearOld();
    jobs.refresh();
    storeRetry.run("recovery", this::recover);
    scheduler
        .newJob("definitions")
        .setInterval(Duration.ofSeconds(config.definitionsRefresh().toSeconds()).toString())
        .setTask(execution -> refresh())
        .schedule();
  }

  private void recover() {
    runs.createIndexes();
    queue.requestDispatch();
    schedules.catchUp();
    isReady = true;
  }

  private void refresh() {
    if (jobs.refresh()) {
      storeRetry.run("catch-up of schedules", schedules::catchUp);
    }
  }

  void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
    queue.close();
  }
}
