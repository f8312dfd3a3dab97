package io.meanstream.stats.datasets;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a dataset's stored rows reach; nothing where there are none.
 *
 * @param oldest the time of the first row
 * @param newest the time of the last row
 */
public record RowTimes(Optional<Instant> oldest, Optional<Instant> newest) {}
