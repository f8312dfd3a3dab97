package io.meanstream.service.definitions;

import io.meanstream.catalog.LiveCatalog;
import io.meanstream.catalog.definition.DefinitionException;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/**
 * Loads the dataset definitions at startup. Invalid ones keep the service from starting. If they
 * become invalid later, the last valid ones stay active.
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
      // Quarkus reports this type in one line, without a stack trace
      throw new ConfigurationException("meanstream.datasets: " + e.getMessage());
    }
  }
}
