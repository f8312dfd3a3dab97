/**
 * What all repositories share: their indexes, the order of lists, and whether the store answers.
 */
package io.meanstream.stats.store;
