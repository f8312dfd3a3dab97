/** Starts the Spark application as a child process. */
package io.meanstream.schedule.batch;
