package io.meanstream.persist.batch;

import io.meanstream.catalog.dataset.Dataset;
import java.util.Collection;
import java.util.List;

/**
 * A snapshot of the dataset definitions.
 *
 * @param datasets the last valid definitions
 * @param mistakes why newer definitions are invalid; empty if these are the newest
 */
public record CatalogSnapshot(Collection<Dataset> datasets, List<String> mistakes) {}
