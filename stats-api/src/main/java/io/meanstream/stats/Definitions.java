package io.meanstream.stats;

import io.meanstream.catalog.Catalog;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Reads the dataset definitions once, at start, on the main thread: no request ever waits for a
 * file. A definition that cannot be read keeps the service from starting.
 */
final class Definitions {

  @Produces
  @Singleton
  @Startup
  Catalog catalog(StatsConfig config) {
    return Catalog.load(config.datasets());
  }
}
