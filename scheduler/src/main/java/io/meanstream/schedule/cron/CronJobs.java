package io.meanstream.schedule.cron;

import io.meanstream.schedule.queue.StoreRetry;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the jobs of Quarkus' scheduler in line with the current definitions. */
@ApplicationScoped
class CronJobs {

  private final Scheduler scheduler;
  private final Schedules schedules;
  private final StoreRetry storeRetry;
  private final Map<String, DatasetSchedule> jobs = new TreeMap<>();

  CronJobs(Scheduler scheduler, Schedules schedules, StoreRetry storeRetry) {
    this.scheduler = scheduler;
    this.schedules = schedules;
    this.storeRetry = storeRetry;
  }

  /**
   * Applies the current definitions. Returns whether any schedule was added, removed or changed.
   */
  synchronized boolean refresh() {
    Map<String, DatasetSchedule> now = new TreeMap<>();
    schedules.current().stream()
        .filter(schedule -> schedule.next(Instant.EPOCH).isPresent())
        .forEach(schedule -> now.put(schedule.name(), schedule));
    boolean isSame =
        now.keySet().equals(jobs.keySet())
            && now.values().stream().allMatch(it -> it.isLike(jobs.get(it.name())));
    if (!isSame) {
      jobs.keySet().forEach(name -> scheduler.unscheduleJob(jobName(name)));
      jobs.clear();
      jobs.putAll(now);
      jobs.values().forEach(this::schedule);
    }
    return !isSame;
  }

  private void schedule(DatasetSchedule schedule) {
    String dataset = schedule.name();
    scheduler
        .newJob(jobName(dataset))
        .setCron(schedule.cron().orElseThrow())
        .setTimeZone(schedule.zone())
        .setTask(
            execution -> storeRetry.run("schedule of " + dataset, () -> schedules.fired(dataset)))
        .schedule();
  }

  private static String jobName(String dataset) {
    return "schedule of " + dataset;
  }
}
