package io.meanstream.catalog.period;

import java.time.Instant;

/**
 * One span of time with its own average.
 *
 * @param period its length
 * @param start inclusive
 * @param end exclusive
 * @param label ISO 8601, unique in its period and zone
 */
public record Bucket(Period period, Instant start, Instant end, String label) {}
