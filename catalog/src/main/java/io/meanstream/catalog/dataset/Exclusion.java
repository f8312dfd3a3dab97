package io.meanstream.catalog.dataset;

/**
 * A rule that leaves rows out of the averages.
 *
 * @param name {@code [a-z][a-z0-9_]*}
 * @param condition Spark SQL on the fields; a null result means that the row is not excluded
 */
public record Exclusion(String name, String condition) {}
