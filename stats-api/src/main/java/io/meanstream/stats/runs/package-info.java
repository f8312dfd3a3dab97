/** What the batch did and will do; the scheduler and the batch write it, and this only reads. */
package io.meanstream.stats.runs;
