package io.meanstream.testing;

import io.micrometer.core.instrument.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;

/**
 * Drops the meters of an application that stops. Quarkus keeps them for the next application of the
 * same test process, whose gauges would then show objects that are gone: NaN after the next garbage
 * collection.
 */
@ApplicationScoped
public class StoppedMeters {

  void drop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stop) {
    Metrics.globalRegistry.clear();
  }
}
