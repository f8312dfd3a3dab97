package io.meanstream.schedule.queue;

import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.store.RunStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of runs, including those from the command line, whose documents are in the store. */
@ApplicationScoped
public class RunMetrics {

  /** A run's document may arrive in the store later than its end. */
  private static final Duration LATEST_ARRIVAL = Duration.ofMinutes(1);

  private final MeterRegistry registry;
  private final RunStore runs;
  private final TaskTimer timer;
  private final AtomicInteger queued = new AtomicInteger();
  private final Set<String> counted = new HashSet<>();
  private final Instant start;

  RunMetrics(MeterRegistry registry, RunStore runs, TaskTimer timer) {
    this.registry = registry;
    this.runs = runs;
    this.timer = timer;
    this.start = timer.now();
    Gauge.builder("meanstream.scheduler.queued", queued::get).register(registry);
  }

  /** Registers a gauge for the number of active runs. */
  void watch(Map<String, ?> running) {
    registry.gaugeMapSize("meanstream.scheduler.running", List.of(), running);
  }

  /** Counts the runs that ended since the last call, and the queued ones. */
  public synchronized void refresh() {
    queued.set(runs.queued().size());
    Instant latest = timer.now().minus(LATEST_ARRIVAL);
    List<Run> ended = runs.endedAfter(latest.isAfter(start) ? latest : start);
    ended.stream().filter(run -> counted.add(run.id())).forEach(this::count);
    counted.retainAll(ended.stream().map(Run::id).toList());
  }

  private void count(Run run) {
    String dataset = run.dataset();
    String trigger = run.request().trigger().id();
    String state = run.state().id();
    registry
        .counter(
            "meanstream.scheduler.runs", "dataset", dataset, "trigger", trigger, "state", state)
        .increment();
    run.stats()
        .seconds()
        .forEach(
            (stage, seconds) ->
                registry
                    .timer("meanstream.scheduler.run.stage", "dataset", dataset, "stage", stage)
                    .record(Math.round(seconds * 1e9), TimeUnit.NANOSECONDS));
  }
}
