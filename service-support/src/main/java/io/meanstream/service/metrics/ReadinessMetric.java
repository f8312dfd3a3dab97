package io.meanstream.service.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The gauge {@code meanstream_ready}: 1 while the readiness check of this service is up, else 0.
 */
@Startup
@Singleton
final class ReadinessMetric {

  private static final Logger LOG = Logger.getLogger(ReadinessMetric.class);
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final SmallRyeHealthReporter health;
  private final AtomicInteger ready = new AtomicInteger();
  private final ScheduledFuture<?> refresh;

  ReadinessMetric(SmallRyeHealthReporter health, MeterRegistry registry) {
    this.health = health;
    Gauge.builder("meanstream.ready", ready::get).register(registry);
    this.refresh =
        Infrastructure.getDefaultWorkerPool()
            .scheduleWithFixedDelay(this::check, 0, REFRESH.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void check() {
    health.getReadinessAsync().subscribe().with(this::update, this::failed);
  }

  private void update(SmallRyeHealth checked) {
    ready.set(checked.isDown() ? 0 : 1);
  }

  private void failed(Throwable failure) {
    ready.set(0);
    LOG.warnf("the readiness check failed: %s", failure);
  }

  @PreDestroy
  void stop() {
    refresh.cancel(false);
  }
}
