/** Past runs of the batch and the schedules of future ones, read-only. */
package io.meanstream.stats.runs;
