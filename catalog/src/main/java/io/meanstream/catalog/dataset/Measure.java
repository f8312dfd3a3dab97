package io.meanstream.catalog.dataset;

/**
 * A value that is averaged.
 *
 * @param name {@code [a-z][a-z0-9_]*}
 * @param unit the unit of its values, for example {@code s} or {@code km}
 * @param expression Spark SQL on the fields; a row with a null result does not count in the mean
 */
public record Measure(String name, String unit, String expression) {}
