package io.meanstream.benchmark;

/**
 * What storing rides took.
 *
 * @param rate documents per second
 * @param processor microseconds of CPU time per document, JIT compilers and collectors included
 * @param peak the most resident memory, in bytes
 */
record StoringCost(double rate, double processor, double peak) {}
