package io.meanstream.schedule.queue;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.schedule.SchedulerConfig;
import io.meanstream.schedule.batch.BatchStarter;
import io.meanstream.schedule.store.DatasetStates;
import io.meanstream.schedule.store.RunStore;
import io.meanstream.service.traces.TracesConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.util.Optional;

/** Creates queues as the service does, for tests without it. */
public final class TestRunQueue {

  private static final TracesConfig OFF = () -> Optional::empty;

  private TestRunQueue() {}

  /** Creates a queue. */
  public static RunQueue create(
      RunStore runs,
      BatchStarter batch,
      TaskTimer timer,
      SchedulerConfig config,
      DatasetStates datasets) {
    return new RunQueue(
        runs,
        batch,
        timer,
        new StoreRetry(timer),
        new RunMetrics(new SimpleMeterRegistry(), runs, timer),
        new RunTraces(OpenTelemetry.noop().getTracer("test"), OFF, null, null),
        config,
        LiveCatalog.load(Path.of("src/test/datasets")),
        datasets);
  }
}
