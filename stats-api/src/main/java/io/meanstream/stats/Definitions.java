package io.meanstream.stats;

import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.DefinitionException;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/**
 * Reads the dataset definitions once, at start, on the main thread: no request ever waits for a
 * file. A definition that cannot be read keeps the service from starting.
 */
final class Definitions {

  @Produces
  @Singleton
  @Startup
  Catalog catalog(StatsConfig config) {
    try {
      return Catalog.load(config.datasets());
    } catch (DefinitionException | UncheckedIOException e) {
      // as a root cause, this type is reported in one line and without a stack trace
      throw new ConfigurationException("meanstream.datasets: " + e.getMessage());
    }
  }
}
