/** Kafka as the ingestor uses it: transactions of rows, and the log of ingestions. */
package io.meanstream.ingest.kafka;
