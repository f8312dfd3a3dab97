package io.meanstream.schedule.cron;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.protocol.RunState;
import io.meanstream.schedule.queue.TaskTimer;
import io.meanstream.schedule.run.Run;
import io.meanstream.schedule.store.DatasetStates;
import io.meanstream.schedule.store.RunStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Metrics of how up to date the averages of each dataset are, read from the store. */
@ApplicationScoped
class AverageMetrics {

  private final MeterRegistry registry;
  private final TaskTimer timer;
  private final Schedules schedules;
  private final DatasetStates datasets;
  private final RunStore runs;
  private final Map<String, WaitingDays> waiting = new TreeMap<>();
  private final MultiGauge dirtyDays;
  private final MultiGauge waitingSeconds;
  private final MultiGauge newestRow;
  private final MultiGauge lastDone;
  private final MultiGauge lastFailed;
  private final MultiGauge nextRun;
  private final MultiGauge interval;

  AverageMetrics(
      MeterRegistry registry,
      TaskTimer timer,
      Schedules schedules,
      DatasetStates datasets,
      RunStore runs) {
    this.registry = registry;
    this.timer = timer;
    this.schedules = schedules;
    this.datasets = datasets;
    this.runs = runs;
    this.dirtyDays = MultiGauge.builder("meanstream.averages.dirty.days").register(registry);
    this.waitingSeconds = inSeconds("meanstream.averages.waiting");
    this.newestRow = inSeconds("meanstream.averages.newest.timestamp");
    this.lastDone = inSeconds("meanstream.averages.updated.timestamp");
    this.lastFailed = MultiGauge.builder("meanstream.scheduler.last.run.failed").register(registry);
    this.nextRun = inSeconds("meanstream.schedule.next.timestamp");
    this.interval = inSeconds("meanstream.schedule.interval");
  }

  private MultiGauge inSeconds(String name) {
    return MultiGauge.builder(name).baseUnit("seconds").register(registry);
  }

  /** Reads the store; the gauges keep these values until the next refresh. */
  void refresh() {
    Instant now = timer.now();
    List<DatasetSchedule> current = schedules.current();
    waiting.keySet().retainAll(current.stream().map(DatasetSchedule::name).toList());
    refreshStored(current, now);
    refreshSchedules(current, now);
  }

  private void refreshStored(List<DatasetSchedule> current, Instant now) {
    List<Row<?>> dirty = new ArrayList<>();
    List<Row<?>> waits = new ArrayList<>();
    List<Row<?>> newest = new ArrayList<>();
    List<Row<?>> done = new ArrayList<>();
    List<Row<?>> failed = new ArrayList<>();
    for (DatasetSchedule schedule : current) {
      Dataset dataset = schedule.dataset();
      Tags tags = Tags.of("dataset", dataset.name());
      datasets
          .freshness(dataset)
          .ifPresent(
              stored -> {
                WaitingDays days =
                    waiting.computeIfAbsent(dataset.name(), name -> new WaitingDays());
                days.update(stored.dirty(), now, waited -> delay(tags, waited));
                dirty.add(Row.of(tags, stored.dirty().days().size()));
                waits.add(Row.of(tags, seconds(days.longest(now))));
                stored.newest().ifPresent(at -> newest.add(Row.of(tags, epochSeconds(at))));
              });
      runs.last(dataset.name(), RunState.DONE)
          .flatMap(Run::endedAt)
          .ifPresent(at -> done.add(Row.of(tags, epochSeconds(at))));
      runs.last(dataset.name(), RunState.DONE, RunState.FAILED, RunState.LOST)
          .ifPresent(run -> failed.add(Row.of(tags, run.state() == RunState.DONE ? 0 : 1)));
    }
    dirtyDays.register(dirty, true);
    waitingSeconds.register(waits, true);
    newestRow.register(newest, true);
    lastDone.register(done, true);
    lastFailed.register(failed, true);
  }

  private void refreshSchedules(List<DatasetSchedule> current, Instant now) {
    List<Row<?>> next = new ArrayList<>();
    List<Row<?>> intervals = new ArrayList<>();
    for (ScheduleView view : schedules.all()) {
      Tags tags = Tags.of("dataset", view.dataset());
      view.next().ifPresent(at -> next.add(Row.of(tags, epochSeconds(at))));
    }
    for (DatasetSchedule schedule : current) {
      Optional<Instant> first = schedule.next(now);
      first
          .flatMap(schedule::next)
          .map(second -> Duration.between(first.orElseThrow(), second))
          .ifPresent(
              between ->
                  intervals.add(Row.of(Tags.of("dataset", schedule.name()), seconds(between))));
    }
    nextRun.register(next, true);
    interval.register(intervals, true);
  }

  private void delay(Tags tags, Duration waited) {
    registry.timer("meanstream.averages.delay", tags).record(waited);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static double epochSeconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
