package io.meanstream.schedule.queue;

import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Runs, counted. */
@ApplicationScoped
class RunMetrics {

  private final MeterRegistry registry;

  RunMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows how many processes there are. */
  void watch(Map<String, ?> running) {
    registry.gaugeMapSize("meanstream.scheduler.running", List.of(), running);
  }

  /** Counts the end of a run. */
  void ended(Run run, RunOutcome outcome) {
    registry
        .counter(
            "meanstream.scheduler.runs",
            "dataset",
            run.dataset(),
            "trigger",
            run.request().trigger().id(),
            "state",
            outcome.state().id())
        .increment();
  }
}
