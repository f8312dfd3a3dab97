package io.meanstream.schedule.cron;

import com.mongodb.MongoException;
import io.meanstream.schedule.queue.RunMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Refreshes the metrics that are read from the store. */
@ApplicationScoped
class MetricsJob {

  private static final Logger LOG = Logger.getLogger(MetricsJob.class);
  private static final String INTERVAL = "PT5S";

  private final Scheduler scheduler;
  private final AverageMetrics averages;
  private final RunMetrics runs;
  private final Counter errors;

  MetricsJob(
      Scheduler scheduler, AverageMetrics averages, RunMetrics runs, MeterRegistry registry) {
    this.scheduler = scheduler;
    this.averages = averages;
    this.runs = runs;
    this.errors = registry.counter("meanstream.scheduler.store.errors");
  }

  void start(@Observes StartupEvent event) {
    scheduler
        .newJob("metrics")
        .setInterval(INTERVAL)
        .setConcurrentExecution(ConcurrentExecution.SKIP)
        .setTask(execution -> refresh())
        .schedule();
  }

  private void refresh() {
    try {
      runs.refresh();
      averages.refresh();
    } catch (MongoException e) {
      errors.increment();
      LOG.debugf("metrics keep their values: %s", e.getMessage());
    }
  }
}
