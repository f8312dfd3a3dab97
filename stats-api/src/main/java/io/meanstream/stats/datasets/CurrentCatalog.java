package io.meanstream.stats.datasets;

import io.meanstream.catalog.Catalog;
import java.util.List;

/** The datasets as they are defined now; asking never waits. */
public interface CurrentCatalog {

  /** The newest catalog without mistakes. */
  Catalog get();

  /** What keeps the newest definitions from being used; empty where nothing does. */
  List<String> mistakes();
}
