package io.meanstream.schedule.cron;

import io.meanstream.schedule.batch.BatchStarter;
import io.meanstream.schedule.line.Insistence;
import io.meanstream.schedule.line.Line;
import io.meanstream.schedule.store.RunStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts and stops what goes on without being asked. */
@ApplicationScoped
public class Clockwork {

  private static final int BEFORE_ALL_ELSE = 1;

  private final Scheduler scheduler;
  private final Schedules schedules;
  private final Line line;
  private final RunStore runs;
  private final BatchStarter batch;
  private final Insistence insistence;

  private volatile boolean isReady;

  Clockwork(
      Scheduler scheduler,
      Schedules schedules,
      Line line,
      RunStore runs,
      BatchStarter batch,
      Insistence insistence) {
    this.scheduler = scheduler;
    this.schedules = schedules;
    this.line = line;
    this.runs = runs;
    this.batch = batch;
    this.insistence = insistence;
  }

  /** Whether what an earlier scheduler has left is taken up. */
  public boolean isReady() {
    return isReady;
  }

  void start(@Observes StartupEvent event) {
    batch.clearOld();
    insistence.on("take-up", this::takeUp);
    schedules.active().forEach(this::schedule);
  }

  private void takeUp() {
    runs.createIndexes();
    line.lookSoon();
    schedules.takeUp();
    isReady = true;
  }

  private void schedule(DatasetSchedule schedule) {
    String dataset = schedule.dataset().name();
    scheduler
        .newJob(dataset)
        .setCron(schedule.cron().orElseThrow())
        .setTimeZone(schedule.dataset().zone().getId())
        .setTask(
            execution -> insistence.on("schedule of " + dataset, () -> schedules.fired(schedule)))
        .schedule();
  }

  void stop(@Observes @Priority(BEFORE_ALL_ELSE) ShutdownEvent event) {
    line.close();
  }
}
