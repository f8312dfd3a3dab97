package io.meanstream.batch.store;

import java.time.Instant;

/**
 * How far the rows reach that count in averages.
 *
 * @param oldest the time of the first of them
 * @param newest the time of the last of them
 */
public record RowTimes(Instant oldest, Instant newest) {}
