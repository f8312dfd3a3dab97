package io.meanstream.catalog.dataset;

/**
 * A rule that leaves rows out of the averages.
 *
 * @param name {@code [a-z][a-z0-9_]*}
 * @param condition Spark SQL over the fields; null means that the rule is not met
 */
public record Exclusion(String name, String condition) {}
