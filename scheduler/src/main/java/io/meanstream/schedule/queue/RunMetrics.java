package io.meanstream.schedule.queue;

import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.run.RunOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Metrics of runs. */
@ApplicationScoped
class RunMetrics {

  private final MeterRegistry registry;

  RunMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Registers a gauge for the number of active runs. */
  void watch(Map<String, ?> running) {
    registry.gaugeMapSize("meanstream.scheduler.running", List.of(), running);
  }

  /** Counts a finished run. */
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
