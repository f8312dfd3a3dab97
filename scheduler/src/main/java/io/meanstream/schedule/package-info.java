/** Runs the Spark batch: schedules, the queue of runs, their processes and their history. */
package io.meanstream.schedule;
