/**
 * Substitutions for native executables, which must contain all code that is referenced. Parquet's
 * reader refers to parts of Hadoop that Meanstream neither has nor uses: it reads with its own
 * codecs and without Hadoop's configuration. Kafka's client has a part that only brokers use.
 */
package io.meanstream.ingest.graal;
