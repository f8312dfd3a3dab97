package io.meanstream.persist;

import io.meanstream.catalog.LiveCatalog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads the datasets' definitions; a service does not start with mistakes in them. */
final class CatalogProducer {

  @Produces
  @Singleton
  LiveCatalog live(PersisterConfig config) {
    return LiveCatalog.load(config.datasets());
  }
}
