/** The ingestor's use of Kafka: transactions of rows, and the log of ingestions. */
package io.meanstream.ingest.kafka;
