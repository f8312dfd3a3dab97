/** Datasets: their definitions, the times of their rows, and which periods are complete. */
package io.meanstream.stats.datasets;
