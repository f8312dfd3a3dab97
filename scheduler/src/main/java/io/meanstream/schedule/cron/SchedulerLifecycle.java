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

/** Starts and stops what goes on without being asked. */
@ApplicationScoped
public class SchedulerLifecycle {

  private static final int BEFORE_ALL_ELSE = 1;

  private final Scheduler scheduler;
  private final CronJobs jobs;
  private final Schedules schedules;
  private final RunQueue line;
  private final RunStore runs;
  private final BatchStarter batch;
  private final StoreRetry insistence;
  private final SchedulerConfig config;

  private volatile boolean isReady;

  SchedulerLifecycle(
      Scheduler scheduler,
      CronJobs jobs,
      Schedules schedules,
      RunQueue line,
      RunStore runs,
      BatchStarter batch,
      StoreRetry insistence,
      SchedulerConfig config) {
    this.scheduler = scheduler;
    this.jobs = jobs;
    this.schedules = schedules;
    this.line = line;
    this.runs = runs;
    this.batch = batch;
    this.insistence = insistence;
    this.config = config;
  }

  /** Whether what an earlier scheduler has left is taken up. */
  public boolean isReady() {
    return isReady;
  }

  void start(@Observes StartupEvent event) {
    batch.clearOld();
    jobs.refresh();
    insistence.on("take-up", this::takeUp);
    scheduler
        .newJob("definitions")
        .setInterval("PT%dS".formatted(config.definitionsRefresh().toSeconds()))
        .setTask(execution -> refresh())
        .schedule();
  }

  private void takeUp() {
    runs.createIndexes();
    line.lookSoon();
    schedules.takeUp();
    isReady = true;
  }

  private void refresh() {
    if (jobs.refresh()) {
      insistence.on("take-up of definitions", schedules::takeUp);
    }
  }

  void stop(@Observes @Priority(BEFORE_ALL_ELSE) ShutdownEvent event) {
    line.close();
  }
}
