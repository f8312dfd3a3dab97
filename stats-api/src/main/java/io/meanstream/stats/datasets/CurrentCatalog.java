package io.meanstream.stats.datasets;

import io.meanstream.catalog.Catalog;

/** The datasets as they are defined now; asking never waits. */
public interface CurrentCatalog {

  /** The newest catalog without mistakes. */
  Catalog get();
}
