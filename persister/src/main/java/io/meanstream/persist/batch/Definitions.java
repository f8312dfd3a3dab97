package io.meanstream.persist.batch;

import io.meanstream.catalog.Dataset;
import java.util.Collection;
import java.util.List;

/**
 * The datasets' definitions as one look has found them.
 *
 * @param datasets as they were defined when their folder was last without mistakes
 * @param mistakes what keeps newer definitions from being read; empty where these are the newest
 */
public record Definitions(Collection<Dataset> datasets, List<String> mistakes) {}
