/** The ingestor: sources into Kafka, every row exactly once. */
package io.meanstream.ingest;
