package io.meanstream.schedule.line;

import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.batch.BatchStarter;
import io.meanstream.schedule.store.RunStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Makes lines as the service does, for tests without it. */
public final class LineFactory {

  private LineFactory() {}

  /** A line. */
  public static Line line(RunStore runs, BatchStarter batch, Alarm alarm, SchedulerConfig config) {
    return new Line(
        runs,
        batch,
        alarm,
        new Insistence(alarm),
        new RunMetrics(new SimpleMeterRegistry()),
        config);
  }
}
