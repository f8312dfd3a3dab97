package io.meanstream.batch.average;

/**
 * A stored average in whose place a run writes another.
 *
 * @param rows how many it is of, left out or not
 * @param late how many of them came late
 */
public record Replaced(long rows, long late) implements Contribution {}
