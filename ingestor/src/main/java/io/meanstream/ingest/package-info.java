/** The ingestor: sends the rows of files to Kafka, exactly once. */
package io.meanstream.ingest;
