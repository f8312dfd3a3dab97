/**
 * What is known about each dataset: its definition, how far its rows reach, what waits for a run.
 */
package io.meanstream.stats.datasets;
