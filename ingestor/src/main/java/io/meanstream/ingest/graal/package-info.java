/**
 * Substitutions for native executables. All referenced code must be present, but Parquet's reader
 * refers to parts of Hadoop that Meanstream neither has nor uses: it reads with its own codecs and
 * without Hadoop's configuration.
 */
package io.meanstream.ingest.graal;
