package io.meanstream.catalog.dataset;

/**
 * What means are taken of.
 *
 * @param name {@code [a-z][a-z0-9_]*}
 * @param unit of its values, for example {@code s} or {@code km}
 * @param expression Spark SQL over the fields; a row for which it is null has no part in the mean
 */
public record Measure(String name, String unit, String expression) {}
