/** The rows of Parquet files, a row group at a time. */
package io.meanstream.source.parquet;
