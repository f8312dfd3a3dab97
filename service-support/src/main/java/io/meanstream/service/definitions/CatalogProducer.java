package io.meanstream.service.definitions;

import io.meanstream.catalog.DefinitionException;
import io.meanstream.catalog.LiveCatalog;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/**
 * Reads the definitions at start; a mistake in them keeps the service from starting. Once it runs,
 * the last definitions without mistakes stay in force.
 */
public class CatalogProducer {

  /** The catalog of the configured folder. */
  @Produces
  @Singleton
  @Startup
  public LiveCatalog catalog(DefinitionsConfig config) {
    try {
      return LiveCatalog.load(config.datasets());
    } catch (DefinitionException | UncheckedIOException e) {
      // Quarkus reports this type in one line and without a stack trace, if it is the root cause
      throw new ConfigurationException("meanstream.datasets: " + e.getMessage());
    }
  }
}
