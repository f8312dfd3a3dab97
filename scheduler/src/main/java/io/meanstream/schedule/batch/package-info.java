/** The Spark application as a process. */
package io.meanstream.schedule.batch;
