/** Reads the rows of Parquet files, one row group at a time. */
package io.meanstream.source.parquet;
