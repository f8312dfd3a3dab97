/** Rows that could not be used, and why. */
package io.meanstream.stats.rejects;
