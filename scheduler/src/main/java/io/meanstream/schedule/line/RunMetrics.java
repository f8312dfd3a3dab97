package io.meanstream.schedule.line;

import io.meanstream.schedule.run.Ending;
import io.meanstream.schedule.run.Run;
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
  void ended(Run run, Ending ending) {
    registry
        .counter(
            "meanstream.scheduler.runs",
            "dataset",
            run.dataset(),
            "trigger",
            run.request().trigger().id(),
            "state",
            ending.state().id())
        .increment();
  }
}
