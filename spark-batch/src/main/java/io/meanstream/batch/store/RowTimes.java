package io.meanstream.batch.store;

import java.time.Instant;

/**
 * How far the rows that are counted in averages reach.
 *
 * @param oldest the time of the first
 * @param newest the time of the last
 */
public record RowTimes(Instant oldest, Instant newest) {}
