/**
 * The Spark application that turns a dataset's stored rows into averages.
 *
 * <p>{@link io.meanstream.batch.Batch} is the command, {@code run.DatasetRun} the life of one run,
 * {@code run.AverageJob} the Spark job in it.
 */
package io.meanstream.batch;
